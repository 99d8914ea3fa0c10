/// What stands around a sentence, to be read: each can be left out where it says too much at once.
public enum Instrument: String, CaseIterable, Sendable {
  /// The weights as bars.
  case bars
  /// The values, where they are single numbers, their products with the weights, and the sum of these.
  case values, products, sum
  /// The weights as numbers, and the scores.
  case weights, scores
  /// What the edits changed of each weight, and of each final vector.
  case change
  /// The blended vector, the words nearest to it, and the words that are followed.
  case blend, nearest, probes
  /// What holds for the whole row.
  case entropy, temperature
  /// Which head is shown, and how far edits reach.
  case head, reach
  /// What is summed, and whether the weights keep their rules.
  case formula
}

/// Which instruments are shown: some, or all there are.
public struct Instruments: Equatable, Sendable {
  /// Those that stay where not all are shown.
  public let chosen: Set<Instrument>
  /// Whether all are shown.
  public private(set) var showsAll: Bool

  /// These instruments alone.
  public init(_ chosen: some Sequence<Instrument>) {
    (self.chosen, showsAll) = (Set(chosen), false)
  }

  /// All, of which bars and weights stay where one wants no more.
  public static var all: Instruments {
    var all = Instruments([.bars, .weights])
    all.showsAll = true
    return all
  }

  /// Whether `instrument` is shown.
  public func shows(_ instrument: Instrument) -> Bool { showsAll || chosen.contains(instrument) }

  /// Whether one of them is shown.
  package func show(anyOf instruments: Instrument...) -> Bool { instruments.contains(where: shows) }

  /// Shows all, or those that were chosen alone.
  mutating func toggle() { showsAll.toggle() }

  /// What is shown, in a line.
  var note: String {
    let names = Instrument.allCases.filter(chosen.contains).map(\.rawValue)
    return showsAll
      ? "all that there is to read is shown; z leaves \(names.joined(separator: ", "))"
      : "\(names.joined(separator: ", ")) alone; z shows all that there is to read"
  }
}
