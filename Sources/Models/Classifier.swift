import Glibc

/// What a fine-tuned encoder says of a sentence, or of each of its tokens: a number (logit) for each of
/// its labels.
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

  let subject: Subject
  let labels: [String]
  /// Whether one label holds alone, so that their probabilities sum to 1; else each has one of its own.
  let isExclusive: Bool
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
    return NextTokens(logits: logits, isExclusive: isExclusive)
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
  /// - Parameter inputs: how many numbers a hidden state has.
  /// - Throws: that a tensor of it has another shape than it should.
  func classifier(
    _ configuration: ModelConfiguration, _ names: ClassifierNames, inputs: Int
  ) throws(ModelFileError) -> Classifier? {
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
    let problem = try configuration.text("problem_type", "single_label_classification")
    // One number is a score, which has no probability to be shown by.
    guard labels > 1 || problem == "multi_label_classification" else { return nil }
    let named = try configuration.nested("id2label")
    var spellings: [String] = []
    for label in 0..<labels {
      let usual = "LABEL_\(label)"
      spellings.append(try named?.text("\(label)", usual) ?? usual)
    }
    return Classifier(
      subject: isOfToken ? .token : .sentence, labels: spellings,
      isExclusive: problem == "single_label_classification", steps: steps)
  }

  /// How many rows the tensor `name` has.
  private func rows(of name: String) -> Int { weights.tensors[name]?.shape.first ?? 0 }
}
