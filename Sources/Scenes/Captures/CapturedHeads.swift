import Models
import Text

/// The attention of one sentence as a file has it: layers × heads × queries × keys, in one array or in
/// one for each layer.
struct CapturedHeads: Sendable {
  /// What the file calls it; empty where it has no name.
  let name: String
  let layers: Int
  let heads: Int
  let queries: Int
  let keys: Int
  /// Whether the name says that it holds scores before softmax.
  let isNamedScores: Bool
  /// The layers that it is of, where these are not all from 0 on.
  let captured: [Int]?
  private let arrays: [CaptureArray]

  /// The attention in `file`, sentence by sentence: what its arrays are called says what they are, and
  /// where they are called nothing, their shape.
  ///
  /// - Throws: why there is none.
  static func all(in file: CaptureFile) throws(CaptureError) -> [CapturedHeads] {
    let tables = file.arrays.filter { $0.isOfFloats && $0.shape.count >= 2 }
    guard !tables.contains(where: { $0.name.hasSuffix(".weight") }) else {
      throw CaptureError(
        "holds the weights of a model; name its folder with --model")
    }
    let named = tables.filter { Self.says($0.name, attentionWords) && !Self.isOther($0.name) }
    let square = tables.filter { $0.shape[$0.shape.count - 1] == $0.shape[$0.shape.count - 2] }
    let chosen = named.isEmpty ? square : named
    guard !chosen.isEmpty else {
      if let flaw = file.flaws.first { throw flaw.error }
      let listed = file.arrays.prefix(8).map {
        "\(SafeText($0.name).shown) \($0.shapeText)"
      }
      throw CaptureError(
        "has no attention: floats of layers × heads × tokens × tokens, named attentions; it has "
          + (listed.isEmpty ? "nothing" : listed.joined(separator: ", ")))
    }
    // Whoever goes through the heads has all of them in memory in the end.
    let memory = chosen.reduce(0) { $0 + $1.memoryToInflate }
    if memory > 0, let shortage = FreeMemory.shortage(of: memory) {
      throw CaptureError(
        "is compressed and \(shortage), or save it with np.savez, which does not compress")
    }
    var groups: [(skeleton: String, arrays: [CaptureArray])] = []
    var places: [Skeleton: Int] = [:]
    for array in chosen {
      let parts = parts(of: array.name)
      let skeleton = Skeleton(text: parts.text, numbers: parts.numbers.count)
      if let place = places[skeleton] {
        groups[place].arrays.append(array)
      } else {
        places[skeleton] = groups.count
        groups.append((skeleton.text, [array]))
      }
    }
    var all: [CapturedHeads] = []
    for group in groups { all.append(try CapturedHeads(group.arrays, skeleton: group.skeleton)) }
    return all
  }

  private static let attentionWords = ["attn", "attention", "pattern", "score", "weights", "probs"]
  private static let scoreWords = ["score", "logit"]

  private static func says(_ name: String, _ words: [String]) -> Bool {
    let name = name.lowercased()
    return words.contains(where: name.contains)
  }

  /// Whether an array is of something else that is kept beside attention.
  private static func isOther(_ name: String) -> Bool {
    let name = name.lowercased()
    let last = name.split { !$0.isLetter && !$0.isNumber }.last ?? ""
    return name.contains("mask")
      || ["q", "k", "v", "z", "query", "key", "value", "result", "out", "output", "bias"]
        .contains(String(last))
  }

  /// What names have in common that differ in numbers alone; a # may stand in a name itself.
  private struct Skeleton: Hashable {
    let text: String
    let numbers: Int
  }

  /// A name with # for each of the numbers in it, and these.
  private static func parts(of name: String) -> (text: String, numbers: [Int]) {
    var (text, numbers, digits) = ("", [Int](), "")
    func end() {
      guard !digits.isEmpty else { return }
      numbers.append(Int(digits) ?? .max)
      text += "#"
      digits = ""
    }
    for character in name {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        end()
        text.append(character)
      }
    }
    end()
    return (text, numbers)
  }

  /// The arrays of one sentence, whose names differ in numbers alone.
  private init(_ group: [CaptureArray], skeleton: String) throws(CaptureError) {
    let numbered = group.map { (array: $0, numbers: Self.parts(of: $0.name).numbers) }
    let first = numbered[0]
    let varying = first.numbers.indices.filter { place in
      numbered.contains { $0.numbers[place] != first.numbers[place] }
    }
    let sorted = numbered.sorted { $0.numbers.lexicographicallyPrecedes($1.numbers) }
    arrays = sorted.map(\.array)
    isNamedScores = Self.says(skeleton, Self.scoreWords)
    name = group.count == 1 ? group[0].name : skeleton.replacing("#", with: "N")
    let shapes = try sorted.map { one throws(CaptureError) in
      try Self.shape(of: one.array, isLayer: group.count > 1)
    }
    if let other = shapes.firstIndex(where: { $0 != shapes[0] }) {
      throw CaptureError(
        "\(SafeText(arrays[other].name).shown) has the shape \(arrays[other].shapeText),"
          + " \(SafeText(arrays[0].name).shown) \(arrays[0].shapeText); all layers must have"
          + " the same")
    }
    let shape = shapes[0]
    (queries, keys) = (shape.queries, shape.keys)
    let isEachOther = Set(sorted.map(\.numbers)).count == group.count
    switch varying.count {
    case 0 where group.count == 1:
      (layers, heads, captured) = (shape.layers, shape.heads, nil)
    case 1 where isEachOther:
      (layers, heads) = (group.count, shape.heads)
      let numbers = sorted.map { $0.numbers[varying[0]] }
      captured = numbers == Array(0..<numbers.count) ? nil : numbers
    case 2 where isEachOther && shape.heads == 1:
      let numbers = sorted.map { $0.numbers[varying[0]] }
      layers = Set(numbers).count
      heads = group.count / layers
      let each = Array(Set(numbers)).sorted()
      captured = each == Array(0..<each.count) ? nil : each
      guard each.allSatisfy({ one in numbers.count(where: { $0 == one }) == heads }) else {
        throw CaptureError(
          "has not as many heads in each layer; save one array of layers × heads × tokens × tokens")
      }
    default:
      throw CaptureError(
        "has arrays whose names don't say which layer each is of, such as"
          + " \(SafeText(arrays[0].name).shown); name them layer_0, layer_1 and so on")
    }
    guard layers > 0, heads > 0, queries > 0, keys > 0, layers * heads <= 100_000 else {
      throw CaptureError(
        "\(SafeText(name).shown) has the shape \(arrays[0].shapeText); attention is layers ×"
          + " heads × tokens × tokens, none of them 0")
    }
    guard queries <= Scene.mostTokens, keys <= Scene.mostTokens else {
      throw CaptureError(
        "\(SafeText(name).shown) has the shape \(arrays[0].shapeText); a sentence may have"
          + " \(Scene.mostTokens) tokens")
    }
  }

  private struct Shape: Equatable {
    let layers, heads, queries, keys: Int
  }

  /// What the dimensions of an array are.
  private static func shape(
    of array: CaptureArray, isLayer: Bool
  ) throws(CaptureError) -> Shape {
    var outer = Array(array.shape.dropLast(2))
    if isLayer || outer.count > 2 {
      // A batch of one stands before the heads, or before the layers.
      let batch = outer.count - (isLayer ? 1 : 2)
      if batch == 1 {
        let place = !isLayer && outer[1] == 1 ? 1 : 0
        guard outer[place] == 1 else {
          throw CaptureError(
            "\(SafeText(array.name).shown) has the shape \(array.shapeText), a batch of"
              + " several sentences; save what is of one of them alone, such as "
              + (isLayer ? "a[0]" : "a[:, 0], or a[0] where the batch stands first"))
        }
        outer.remove(at: place)
      }
    }
    guard outer.count <= (isLayer ? 1 : 2) else {
      throw CaptureError(
        "\(SafeText(array.name).shown) has the shape \(array.shapeText); attention is"
          + " layers × heads × tokens × tokens")
    }
    return Shape(
      layers: outer.count == 2 ? outer[0] : 1, heads: outer.last ?? 1,
      queries: array.shape[array.shape.count - 2], keys: array.shape[array.shape.count - 1])
  }

  /// The array that has a head, and where that begins in it.
  private func place(layer: Int, head: Int) -> (array: CaptureArray, start: Int) {
    let index = layer * heads + head
    let each = layers * heads / arrays.count
    return (arrays[index / each], index % each * queries * keys)
  }

  /// Whether the rows of a head can be read at once, and not only when what lies before them is inflated.
  func isAtHand(layer: Int, head: Int) -> Bool {
    let (array, start) = place(layer: layer, head: head)
    return array.isAtHand(to: start + queries * keys)
  }

  /// The share of what must be inflated for a head that is so.
  func share(layer: Int, head: Int) -> Double {
    let (array, start) = place(layer: layer, head: head)
    return array.share(to: start + queries * keys)
  }

  /// Inflates what is missing for a head, but not many more bytes than `most`.
  func inflate(layer: Int, head: Int, atMost most: Int) {
    let (array, start) = place(layer: layer, head: head)
    array.inflate(to: start + queries * keys, atMost: most)
  }

  /// The numbers of a row; `nil` where they can't be read.
  ///
  /// - Complexity: O(keys); where the array is compressed, O(what lies before it), once.
  func row(_ query: Int, layer: Int, head: Int) -> [Double]? {
    let (array, start) = place(layer: layer, head: head)
    return array.floats(start + query * keys..<start + (query + 1) * keys)
  }

  /// Writes the numbers of a row to `target`, which has room for `keys`.
  ///
  /// - Returns: whether they could be read.
  func copy(
    _ query: Int, layer: Int, head: Int, into target: UnsafeMutableBufferPointer<Float>
  ) -> Bool {
    let (array, start) = place(layer: layer, head: head)
    return array.copy(start + query * keys..<start + (query + 1) * keys, into: target)
  }

  /// How far a sum of weights may be from 1 by the rounding of their type alone.
  var tolerance: Double {
    switch arrays[0].element {
    case .number(.bfloat16): 0.01
    default: 0.001
    }
  }
}
