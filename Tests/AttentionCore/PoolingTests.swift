import AttentionCore
import Testing

struct PoolingTests {
  private static let ways: [Pooling] = [
    .mean, .max, .recurrent(retention: 0.9), .recurrent(retention: 0), .recurrent(retention: 1),
    .convolution(window: 3), .convolution(window: 5),
  ]

  @Test(arguments: ways)
  func weightsAreNeverNegativeAndSumToOne(way: Pooling) {
    let values = random(rows: 7, columns: 5)
    for query in 0..<7 {
      let weights = way.weights(values, query: query)
      #expect(weights.count == 7)
      #expect(weights.allSatisfy { $0 >= 0 })
      #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
    }
  }

  @Test func theMeanIsTheSameForEveryQuery() throws {
    let values = try #require(Matrix([[3], [7], [5]]))
    #expect(Pooling.mean.blend(values, query: 0) == [5])
    #expect(Pooling.mean.blend(values, query: 2) == [5])
  }

  @Test func theMaximumIsTakenInEachDimension() throws {
    let values = try #require(Matrix([[3, -1, 2], [7, -2, 2], [5, -3, 0]]))
    #expect(Pooling.max.blend(values, query: 1) == [7, -1, 2])
    let weights = Pooling.max.weights(values, query: 1)
    #expect(abs(weights[1] - 1.0 / 3) < 1e-12 && weights[2] == 0)
  }

  /// The closed form against the recurrence itself.
  @Test(arguments: [0.0, 0.5, 0.9, 1.0])
  func aRecurrentStateForgetsAtEachStep(retention: Double) {
    let values = random(rows: 12, columns: 4)
    var state = Array(values[0])
    for token in 1..<12 {
      state = zip(state, values[token]).map {
        Float(retention) * $0 + Float(1 - retention) * $1
      }
    }
    let pooled = Pooling.recurrent(retention: retention).blend(values, query: 11)
    for (a, b) in zip(pooled, state) { #expect(abs(a - b) < 1e-5) }
  }

  @Test func ofTheFirstTokenAHundredStepsLeaveLittle() {
    let values = random(rows: 100, columns: 1)
    let weights = Pooling.recurrent(retention: 0.9).weights(values, query: 99)
    #expect(abs(weights[0] - 2.95e-5) < 1e-7)
  }

  @Test func aConvolutionSeesItsWindowAlone() {
    let values = random(rows: 6, columns: 2)
    let third = 1.0 / 3
    let middle = Pooling.convolution(window: 3).weights(values, query: 2)
    #expect(middle == [0, third, third, third, 0, 0])
    let edge = Pooling.convolution(window: 5).weights(values, query: 0)
    #expect(edge == [third, third, third, 0, 0, 0])
  }

  @Test(arguments: [
    (distance: 0, window: 3, layers: 0), (1, 3, 1), (2, 3, 2), (150, 3, 150), (150, 5, 75),
    (3, 5, 2), (99, 3, 99),
  ])
  func layersUntilTwoTokensMeet(distance: Int, window: Int, layers: Int) {
    #expect(convolutionLayers(distance: distance, window: window) == layers)
  }

  @Test(arguments: [
    (way: Pooling.mean, key: 7, query: 0, steps: 1 as Int?), (.max, 0, 7, 1),
    (.recurrent(retention: 0.5), 0, 99, 99), (.recurrent(retention: 0.5), 3, 3, 0),
    (.recurrent(retention: 0.5), 4, 3, nil), (.convolution(window: 3), 50, 200, 150),
    (.convolution(window: 5), 200, 50, 75),
  ])
  func stepsFromOneTokenToAnother(way: Pooling, key: Int, query: Int, steps: Int?) {
    #expect(way.steps(from: key, to: query) == steps)
  }

  @Test func whatIsLeftShrinksByTheSamePartAtEachStep() {
    #expect(retained(0.5, steps: 0) == 1)
    for steps in 1...20 {
      #expect(abs(retained(0.9, steps: steps) - 0.9 * retained(0.9, steps: steps - 1)) < 1e-15)
    }
  }

  private func random(rows: Int, columns: Int) -> Matrix {
    var random = RandomRows(seed: UInt64(rows))
    let numbers = (0..<rows).map { _ in
      (0..<columns).map { _ in Float.random(in: -9...9, using: &random) }
    }
    return Matrix(numbers) ?? Matrix(rows: rows, columns: columns)
  }
}
