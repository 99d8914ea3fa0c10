import Explorer

/// What a reader must know of the order of a sentence's tokens; `nil` where it is as they read.
package func readingNote(of sentence: Sentence) -> String? {
  sentence.scene.sentence.isRightToLeft
    ? "Right-to-left words stand in token order, from left to right." : nil
}
