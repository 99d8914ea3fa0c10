import Glibc

/// What a fine-tuned encoder says of a sentence, or of each of its tokens: a number (logit) for each of
/// its labels; or numbers that mean themselves, as a regression head's.
struct Classifier: Sendable {
  /// What it is said of.
  enum Subject: Sendable {
    case sentence, token
  }

  /// A product, what is added to it, and a function of each number of that.
  struct Step: Sendable {
    fileprivate let weights: [Float]
    fileprivate let bias: [Float]
    fileprivate let function: Function?
  }

  /// A function between two products.
  enum Function: Sendable {
    case tanh, gelu, relu

    fileprivate func callAsFunction(_ x: Float) -> Float {
      switch self {
      case .tanh: tanhf(x)
      case .gelu: x * 0.5 * (1 + erff(x * Float(0.5).squareRoot()))
      case .relu: max(0, x)
      }
    }
  }

  /// How its numbers are to be read.
  enum Reading: Sendable {
    /// One label holds alone, so that their probabilities sum to 1.
    case oneLabel
    /// Each label holds or not, whatever others do, so that each has a probability of its own.
    case labels
    /// They are what is said (regression).
    case numbers
  }

  let subject: Subject
  let labels: [String]
  let reading: Reading
  fileprivate let steps: [Step]

  /// What a sentence is, given its first token's last hidden state; or what a token is, given its own.
  ///
  /// - Complexity: O(hidden size²).
  func classify(_ hidden: [Float]) -> NextTokens {
    let logits = steps.reduce(hidden) { numbers, step in
      step.bias.indices.map { row in
        let start = row * numbers.count
        var sum = step.bias[row]
        for (column, number) in numbers.enumerated() {
          sum += step.weights[start + column] * number
        }
        return step.function?(sum) ?? sum
      }
    }
    return NextTokens(logits: logits, isExclusive: reading == .oneLabel)
  }
}

/// What a family calls the tensors of its classifiers.
struct ClassifierNames {
  /// A layer that is called so, and the function after it.
  typealias Layer = (name: String, function: Classifier.Function?)

  /// A layer of the model's body that comes first for a whole sentence; `nil` where all stand beside it.
  var pooling: Layer?
  /// The layers for a whole sentence.
  let sentence: [Layer]

  /// Those of RoBERTa and of models that took them over.
  static let robertas = ClassifierNames(
    sentence: [("classifier.dense", .tanh), ("classifier.out_proj", nil)])
}

extension ModelTensors {
  /// The classifier that the configuration names; `nil` where it names none or the file has it not.
  ///
  /// - Throws: that a tensor of it has another shape than it should.
  func classifier(
    _ configuration: ModelConfiguration, _ body: BertBody, _ names: ClassifierNames
  ) throws(ModelFileError) -> Classifier? {
    let inputs = body.shape.hiddenSize
    let name = try configuration.texts("architectures")?.first ?? ""
    let isOfToken = name.hasSuffix("ForTokenClassification")
    guard isOfToken || name.hasSuffix("ForSequenceClassification") else { return nil }
    var layers = (isOfToken ? [("classifier", nil)] : names.sentence).map {
      ($0, around($0.0 + ".weight"))
    }
    if !isOfToken, let pooling = names.pooling { layers.insert((pooling, self), at: 0) }
    var steps: [Classifier.Step] = []
    var labels = 0
    for ((name, function), tensors) in layers {
      guard let tensors, tensors.has(name + ".weight"), tensors.has(name + ".bias") else {
        return nil
      }
      // The last has a row for each label.
      let rows = function == nil ? tensors.rows(of: name + ".weight") : inputs
      guard rows > 0 else { return nil }
      let table = try tensors.smallTable(name + ".weight", rows: rows, columns: inputs)
      steps.append(
        Classifier.Step(
          weights: table[0..<rows], bias: try tensors.vector(name + ".bias", rows),
          function: function))
      labels = rows
    }
    let reading: Classifier.Reading =
      switch try configuration.text("problem_type", "") {
      case "multi_label_classification": .labels
      case "regression": .numbers
      // A single label, which always held, would say nothing.
      default: labels > 1 ? .oneLabel : .numbers
      }
    let named = try configuration.nested("id2label")
    var spellings: [String] = []
    for label in 0..<labels {
      let usual = "LABEL_\(label)"
      let spelling = try named?.text("\(label)", usual) ?? usual
      let isNameless = reading == .numbers && labels == 1 && spelling == usual
      spellings.append(isNameless ? "number" : spelling)
    }
    return Classifier(
      subject: isOfToken ? .token : .sentence, labels: spellings,
      reading: reading, steps: steps)
  }

  /// How many rows the tensor `name` has.
  private func rows(of name: String) -> Int { weights.tensors[name]?.shape.first ?? 0 }
}
