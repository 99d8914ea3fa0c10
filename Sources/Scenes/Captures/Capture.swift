import AttentionCore
import Glibc

/// Attention that was captured elsewhere: the weights, or the scores before softmax, of every head of a
/// model over one sentence. They are read from the file when they are asked for.
///
/// Its tokens are those that attend and those that are attended to. Mostly they are the same; where a
/// sentence attends to another one, the keys come first and the queries after them.
public final class Capture: Sendable {
  /// How many layers it has, and how many heads each of them.
  public let shape: (layers: Int, heads: Int)
  /// How many tokens there are.
  public let count: Int
  /// The first token that has a row.
  public let firstQuery: Int
  /// Whether the file's numbers are scores before softmax, not weights.
  public let holdsScores: Bool
  /// Whether no token sees what follows it.
  public let isCausal: Bool
  /// What a person must know to read it rightly, each a clause, safe to show.
  public let notices: [String]
  private let heads: CapturedHeads

  /// Scores of this and less are masks, as libraries write them.
  private static let mask = -1e4

  init(_ heads: CapturedHeads, tokens: CaptureTokens) {
    self.heads = heads
    shape = (heads.layers, heads.heads)
    count = tokens.texts.count
    firstQuery = tokens.firstQuery
    let rows = Set([0, 1, heads.queries / 2, heads.queries - 1]).filter { $0 < heads.queries }
      .sorted().compactMap { query in
        heads.row(query, layer: 0, head: 0).map { (query: query, numbers: $0) }
      }
    holdsScores =
      heads.isNamedScores
      || rows.contains { $0.numbers.contains { $0 < -0.001 || $0 > 1.002 } }
    let hidden = holdsScores ? Self.mask : 0
    isCausal =
      heads.queries == heads.keys && heads.keys > 2 && !rows.isEmpty
      && rows.allSatisfy { row in row.numbers.dropFirst(row.query + 1).allSatisfy { $0 <= hidden } }
    var notices = tokens.notices
    if holdsScores, !heads.isNamedScores {
      notices.append(
        "its numbers are not all between 0 and 1, so they are taken for scores before softmax")
    }
    if let captured = heads.captured {
      let names = captured.prefix(12).map { "\($0)" }.joined(separator: ", ")
      notices.append(
        "the file has the layers \(names)\(captured.count > 12 ? " …" : ""), which are counted from 0"
          + " here")
    }
    self.notices = notices
  }

  /// The row of the file that `token` has; `nil` where it attends to nothing.
  private func row(of token: Int) -> Int? {
    let row = token - firstQuery
    return 0..<heads.queries ~= row ? row : nil
  }

  /// The scores of `token` in a head: what the file has, or the logarithms of its weights; −∞ where that
  /// is a mask, a weight of 0, or no number.
  ///
  /// - Complexity: O(n).
  public func scores(_ head: HeadID, query token: Int) -> [Double] {
    var scores = [Double](repeating: -.infinity, count: count)
    guard let row = row(of: token),
      let numbers = heads.row(row, layer: head.layer, head: head.index)
    else { return scores }
    for (key, number) in numbers.enumerated() where number < .infinity {
      if !holdsScores {
        if number > 0 { scores[key] = log(number) }
      } else if number > Self.mask {
        scores[key] = number
      }
    }
    return scores
  }

  /// The n × n weights in a head: those of the file, made to sum to 1.
  ///
  /// - Complexity: O(n²).
  public func weights(_ head: HeadID) -> [[Float]] {
    (0..<count).map { weights(head, query: $0) }
  }

  private func weights(_ head: HeadID, query token: Int) -> [Float] {
    guard !holdsScores else {
      return softmax(scores(head, query: token), temperature: .one).map(Float.init)
    }
    return [Float](unsafeUninitializedCapacity: count) { target, initialized in
      initialized = count
      let target = UnsafeMutableBufferPointer(rebasing: target[..<count])
      target.initialize(repeating: 0)
      let keys = UnsafeMutableBufferPointer(rebasing: target[..<heads.keys])
      guard let row = row(of: token),
        heads.copy(row, layer: head.layer, head: head.index, into: keys)
      else { return target.update(repeating: 0) }
      // Numbers of a broken file can be so large or so small that a Float has no sum of them.
      var sum = 0.0
      for key in keys.indices {
        if !(keys[key] > 0 && keys[key] < .infinity) { keys[key] = 0 }
        sum += Double(keys[key])
      }
      guard sum > 0 else { return }
      for key in keys.indices { keys[key] = Float(Double(keys[key]) / sum) }
    }
  }

  /// The first token of the second list, where a sentence attends to another one; `nil` where both are one.
  public var secondSentence: Int? {
    firstQuery > 0 && firstQuery == heads.keys && count > firstQuery ? firstQuery : nil
  }

  /// Whether the rows of a head can be read at once. In a large compressed array those of heads far back
  /// are there only when all that lies before them is inflated: see `inflate`.
  public func isAtHand(_ head: HeadID) -> Bool {
    heads.isAtHand(layer: head.layer, head: head.index)
  }

  /// The share of what must be inflated for a head that is so.
  public func share(inflatedFor head: HeadID) -> Double {
    heads.share(layer: head.layer, head: head.index)
  }

  /// Inflates what is missing for a head, but not many more bytes than `most`.
  ///
  /// - Complexity: 3 ns for each byte.
  public func inflate(_ head: HeadID, atMost most: Int = .max) {
    heads.inflate(layer: head.layer, head: head.index, atMost: most)
  }

  /// What is wrong with the row of `token` in a head, as a clause; `nil` where nothing is.
  ///
  /// - Complexity: O(n).
  public func flaw(_ head: HeadID, query token: Int) -> String? {
    guard let row = row(of: token) else {
      return "nothing was captured for this token, which is attended to; choose another query"
    }
    guard let numbers = heads.row(row, layer: head.layer, head: head.index) else {
      return "the file ends or is broken before this row; write it again"
    }
    let unknown = numbers.count { $0.isNaN || $0 == .infinity }
    if unknown > 0 {
      return "\(unknown) of its \(numbers.count) numbers \(unknown == 1 ? "is" : "are") not finite"
        + " and taken as masked"
    }
    guard !holdsScores else {
      return numbers.allSatisfy { $0 <= Self.mask } ? "all of its keys are masked" : nil
    }
    let negative = numbers.count { $0 < 0 }
    if negative > 0 {
      return "\(negative) of its weights \(negative == 1 ? "is" : "are") below 0 and taken as 0"
    }
    let sum = numbers.reduce(0, +)
    if sum == 0 { return "all of its weights are 0" }
    guard abs(sum - 1) > heads.tolerance else { return nil }
    let shown = (sum * 1000).rounded() / 1000
    return "in the file its weights sum to \(shown), not 1; they are shown as shares of that"
  }

  /// Numbers of the capture itself, for telling it from another one: the same from one time to the next.
  package var fingerprint: [Double] { heads.row(0, layer: 0, head: 0) ?? [] }
}

extension Capture: Equatable {
  /// A capture is the one that was opened.
  public static func == (one: Capture, other: Capture) -> Bool { one === other }
}
