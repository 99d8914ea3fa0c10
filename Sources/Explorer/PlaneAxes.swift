import AttentionCore
import Scenes
import Text

/// What is left and right, and what is up and down, in the plane.
public enum PlaneAxes: Sendable {
  /// A word and its vector, at length 1.
  public struct Word: Sendable {
    /// The word.
    public let text: SafeText
    fileprivate let direction: [Float]
  }

  /// One of the numbers of the file's own value vectors.
  public struct Dimension: Equatable, Sendable {
    /// What the file calls it, or what it is called where the file doesn't say.
    public let name: String
    fileprivate let index: Int
  }

  /// A point of the plane; on a line, at height 0.
  public struct Place: Equatable, Sendable {
    /// From left to right, and upwards.
    public let across, up: Double

    package init(across: Double, up: Double) { (self.across, self.up) = (across, up) }
  }

  /// How near a vector is to two words: the cosine to each.
  case words(Word, Word)
  /// Two of the numbers of a value vector, as they are.
  case dimensions(Dimension, Dimension)
  /// The only number of a value vector, on a line.
  case line(Dimension)
  /// The two directions in which the vectors of the tokens differ most.
  case components(PrincipalComponents)

  /// The axes that a sentence is seen along: the scene's own; else, where the values are a file's own
  /// and one or two numbers, these; or the first two probes; and where nobody names any, the
  /// directions in which the tokens' vectors differ most before any edit.
  init(_ sentence: Sentence, _ analysis: RowAnalysis) {
    let scene = sentence.scene
    if sentence.source.readout == .none {
      let dimension = { (index: Int) in
        Dimension(
          name: sentence.dimensionName(index)?.shown ?? "v\(index)", index: index)
      }
      let names = scene.vectors?.dimensions ?? []
      if let axes = scene.axes, let across = names.firstIndex(of: axes.across),
        let up = names.firstIndex(of: axes.up)
      {
        self = .dimensions(dimension(across), dimension(up))
        return
      }
      switch analysis.values.columns {
      case 0: self = .components(PrincipalComponents(of: Matrix(rows: 0, columns: 0)))
      case 1: self = .line(dimension(0))
      case 2: self = .dimensions(dimension(0), dimension(1))
      default: self = .components(PrincipalComponents(of: analysis.values))
      }
      return
    }
    // The axes of a scene with values are dimensions of these.
    let axes = scene.vectors == nil ? scene.axes.map { [$0.across, $0.up] } : nil
    let words = (axes ?? scene.probes).prefix(2).map { word in
      let vector = sentence.model.words.vector(of: word.original)
      let length = dot(vector, vector).squareRoot()
      return Word(text: word, direction: length > 0 ? vector.map { $0 / length } : vector)
    }
    let size = sentence.source.readout == .final ? sentence.model.shape.hiddenSize : nil
    if words.count == 2, words.allSatisfy({ $0.direction.count == size ?? $0.direction.count }) {
      self = .words(words[0], words[1])
    } else {
      let vectors =
        sentence.source.readout == .final
        ? Matrix(sentence.layout.groups.compactMap { sentence.source.original.final($0) })
        : analysis.values
      self = .components(PrincipalComponents(of: vectors ?? Matrix(rows: 0, columns: 0)))
    }
  }

  /// Where `vector` stands; `nil` where it has no direction or is not finite.
  ///
  /// - Complexity: O(d).
  func place(of vector: [Float]) -> Place? {
    let place: Place
    switch self {
    case .words(let across, let up):
      let length = Double(dot(vector, vector)).squareRoot()
      guard length > 0 else { return nil }
      let cosine = { (word: Word) in Double(dot(vector, word.direction)) / length }
      place = Place(across: cosine(across), up: cosine(up))
    case .dimensions(let across, let up):
      guard vector.indices.contains(max(across.index, up.index)) else { return nil }
      place = Place(across: Double(vector[across.index]), up: Double(vector[up.index]))
    case .line(let dimension):
      guard vector.indices.contains(dimension.index) else { return nil }
      place = Place(across: Double(vector[dimension.index]), up: 0)
    case .components(let components):
      let (first, second) = components.place(of: vector)
      place = Place(across: first, up: second)
    }
    return place.across.isFinite && place.up.isFinite ? place : nil
  }
}
