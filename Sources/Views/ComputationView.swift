import Text
import Canvas
import Explorer
import Glibc

/// How the weight of the selected token comes about and what becomes of it, a line for each step with
/// its real numbers.
package struct ComputationView: View {
  package static let name = "computation"
  package static let help = "how this weight comes about, step by step"
  package static let about = """
    How one weight comes about, with its real numbers: the query's vector times the key's \
    vector gives the score, softmax makes the weight of it, and the weight times the value \
    goes into the blend.
    """
  package static let letter: Character? = "="
  /// The steps.
  package let computation: Computation

  package init(
    of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: ComputationView?
  ) {
    computation = Computation(sentences.current, analysis.attention)
  }

  package func draw(_ explorer: Explorer, on canvas: inout Canvas) {
    let rows = 0..<canvas.size.rows
    drawStatus(of: explorer, row: rows.lowerBound, on: &canvas)
    let lines = ComputationLines(computation, glyphs: canvas.glyphs)
    var row = rows.lowerBound + 1
    for line in lines.fitting(rows.count - 1) {
      line.draw(row: row, on: &canvas)
      row += 1
    }
  }
}

/// One step.
private enum ComputationLine {
  /// A rule with what the steps below it do.
  case heading(String)
  /// A vector as a strip; on the scale of `top` where one is given.
  case vector(String, [Float], top: Float?)
  /// What is done, with which number, what comes out, and a remark.
  case step(String, String, String, String)

  static let name = 14

  func draw(row: Int, on canvas: inout Canvas) {
    let columns = canvas.size.columns
    switch self {
    case .heading(let text):
      canvas.fill(canvas.glyphs.rule, row: row, columns: 0..<columns, style: .faint)
      canvas.write(" \(text) ", row: row, column: 2, width: columns - 4, style: .heading)
    case .vector(let name, let vector, let top):
      canvas.write(name, row: row, column: 1, width: Self.name - 1, style: .faint)
      drawVector(
        vector, top: top, row: row, columns: Self.name + 1..<max(Self.name + 1, columns - 2),
        on: &canvas)
    case .step(let name, let number, let result, let remark):
      canvas.write(name, row: row, column: 1, width: Self.name - 1)
      canvas.write(number, row: row, endingAt: Self.name + 10)
      if !result.isEmpty {
        canvas.write("=", row: row, column: Self.name + 11, style: .faint)
        canvas.write(result, row: row, endingAt: Self.name + 23, style: .heading)
      }
      canvas.write(
        remark, row: row, column: Self.name + 25, width: columns - Self.name - 26, style: .faint)
    }
  }
}

/// All the steps in their order.
private struct ComputationLines {
  private let computation: Computation
  private let query, key: String

  init(_ computation: Computation, glyphs: Glyphs) {
    self.computation = computation
    query = glyphs.clipped(computation.query.text.shown, to: 9)
    key = glyphs.clipped(computation.key.text.shown, to: 9)
  }

  /// As many steps as there is room for: what repeats other lines goes first.
  func fitting(_ rows: Int) -> [ComputationLine] {
    let (score, steps, sum) = (score, change + softmax, sum)
    let isPlain = computation.change.isNothing && computation.temperature == .one
    let needed = (isPlain ? [] : change) + softmax
    let choices = [
      score + strongestProducts + steps + sum + total,
      score + steps + sum + total,
      score + needed + sum + total,
      score.dropFirst() + needed + sum + total,
      score.dropFirst() + needed + sum,
    ]
    return choices.first { $0.count <= rows } ?? (score + steps).suffix(max(0, rows))
  }

  private var heading: ComputationLine {
    let pieces =
      computation.pairs > 1 ? ", the first of \(computation.pairs) pairs of pieces" : ""
    return .heading("the score of \(key) for \(query)\(pieces)")
  }

  private var score: [ComputationLine] {
    guard let factors = computation.factors else {
      return [
        heading,
        .step("score", text(computation.score), "", "the file's own, or ln of its weight"),
      ]
    }
    let scaled = computation.score - factors.bias
    let product = scaled * factors.divisor
    let isBiased = factors.bias != 0
    let isRoot = abs(factors.divisor * factors.divisor - Double(factors.query.count)) < 1e-6
    let vectors: [ComputationLine] = [
      heading,
      .vector("q(\(query))", factors.query, top: nil),
      .vector("k(\(key))", factors.key, top: nil),
      .vector("q × k", factors.products, top: nil),
    ]
    return vectors + [
      .step("q·k", text(product), "", "the sum of the \(factors.query.count) products"),
      .step(
        isRoot ? "÷ √\(factors.query.count)" : "÷ \(decimal(factors.divisor, places: 1))",
        decimal(factors.divisor, places: 3), text(scaled),
        isBiased ? "" : isRoot ? "the score" : "the score: a cosine on a wider scale"),
    ]
      + (isBiased
        ? [
          .step(
            "+ bias", text(factors.bias), text(computation.score),
            "the score, with the model's bias for this distance")
        ] : [])
  }

  /// The dimensions that make most of the score.
  private var strongestProducts: [ComputationLine] {
    guard let products = computation.factors?.products else { return [] }
    let strongest = products.indices.sorted { abs(products[$0]) > abs(products[$1]) }.prefix(3)
    let list = strongest.map { "\(decimal(products[$0], places: 2, signed: true)) in d\($0)" }
    return [.step("most of it", "", "", list.joined(separator: ", "))]
  }

  private var change: [ComputationLine] {
    let change = computation.change
    let edit: ComputationLine =
      if computation.isAfterQuery {
        .step("causal mask", "", "−∞", "\(key) stands after \(query)")
      } else if change.isMasked {
        .step("mask", "", "−∞", "your edit")
      } else {
        .step(
          "+ edit", decimal(change.added, places: 2, signed: true), text(computation.edited),
          change.added == 0 ? "none" : "your edit")
      }
    return [
      edit,
      .step(
        "÷ T", temperatureText(computation.temperature.value), text(computation.quotient),
        "the temperature"),
    ]
  }

  private var softmax: [ComputationLine] {
    let heading = ComputationLine.heading("softmax over the \(computation.count) keys")
    guard computation.denominator > 0 else {
      return [heading, .step("all masked", "", "", "no key is left to attend to")]
    }
    return [
      heading,
      .step(
        "− max", text(computation.largest), text(computation.remainder),
        "the row's largest: exp can't overflow"),
      .step("exp", text(computation.remainder), number(computation.power), ""),
      .step(
        "÷ Σ exp", number(computation.denominator), number(computation.weight),
        "α(\(query) → \(key)), the weight"),
    ]
  }

  private var sum: [ComputationLine] {
    guard !computation.value.isEmpty else {
      return [
        .heading("the weight times the value"),
        .step("no values", "", "", "were captured: the weight is all that is known"),
      ]
    }
    // One scale for what is summed up, so that shares can be compared with the whole.
    let top = computation.blend.map(abs).max()
    return [
      .heading("the weight times the value, in the sum"),
      .vector("v(\(key))", computation.value, top: nil),
      .vector("α·v(\(key))", computation.weighted, top: top),
      .vector("Σ to here", computation.runningSum, top: top),
    ]
  }

  private var total: [ComputationLine] {
    computation.blend.isEmpty ? [] : [.vector("a(\(query))", computation.blend, top: nil)]
  }

  private func text(_ number: Double) -> String { decimal(number, places: 3) }

  /// A positive number that may be very small, and is then not shown as nothing.
  private func number(_ number: Double) -> String {
    guard number > 0, number < 0.001 else { return decimal(number, places: 3) }
    guard number < 0.000001 else { return decimal(number, places: 7) }
    let exponent = log10(number).rounded(.down)
    return "\(decimal(number / pow(10, exponent), places: 1))e\(decimal(exponent, places: 0))"
  }
}
