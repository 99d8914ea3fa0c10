import Glibc

/// A layer of tanh: what goes in, times a table of weights, and a number of its own for each output.
/// Its parameters are a part of a learner's: the table, `width` × `inputs`, and then the numbers.
struct NeuralLayer: Sendable {
  let width: Int
  let inputs: Int
  /// Where its parameters begin.
  let start: Int

  /// How many parameters it has.
  var count: Int { width * (inputs + 1) }

  /// tanh of what each output gets.
  func output(_ input: [Double], _ parameters: [Double]) -> [Double] {
    parameters.withUnsafeBufferPointer { parameters in
      input.withUnsafeBufferPointer { input in
        guard let parameters = parameters.baseAddress, let input = input.baseAddress else {
          return []
        }
        let table = parameters + start
        return (0..<width).map {
          tanh((table + $0 * inputs).dot(input, count: inputs) + table[width * inputs + $0])
        }
      }
    }
  }

  /// Adds to `gradient` what the loss gains for each parameter.
  ///
  /// - Parameters:
  ///   - slopes: what the loss gains for each output.
  ///   - output: what `output` gave for `input`.
  /// - Returns: what the loss gains for each of the last `kept` inputs.
  func back(
    _ slopes: [Double], output: [Double], input: [Double], _ parameters: [Double],
    gradient: inout [Double]?, kept: Int = 0
  ) -> [Double] {
    let inner = zip(slopes, output).map { $0 * (1 - $1 * $1) }
    gradient?.withUnsafeMutableBufferPointer { gradient in
      input.withUnsafeBufferPointer { input in
        guard let gradient = gradient.baseAddress, let input = input.baseAddress else { return }
        for (row, slope) in inner.enumerated() {
          (gradient + start + row * inputs).add(slope, times: input, count: inputs)
          (gradient + start + width * inputs)[row] += slope
        }
      }
    }
    return (inputs - kept..<inputs).map { column in
      inner.enumerated().reduce(0) { $0 + $1.1 * parameters[start + $1.0 * inputs + column] }
    }
  }
}

/// What a learner without attention reads off its last layer: u · h + b, whose parameters stand last.
struct Readout: Sendable {
  let width: Int
  let start: Int

  func logit(_ state: [Double], _ parameters: [Double]) -> Double {
    zip(state, parameters[start...]).reduce(parameters[start + width]) { $0 + $1.0 * $1.1 }
  }

  /// Adds its part to `gradient`.
  ///
  /// - Returns: what the loss gains for each number of the state.
  func back(
    _ slope: Double, _ state: [Double], _ parameters: [Double], gradient: inout [Double]?
  ) -> [Double] {
    for place in state.indices { gradient?[start + place] += slope * state[place] }
    gradient?[start + width] += slope
    return state.indices.map { slope * parameters[start + $0] }
  }
}
