import AttentionCore
import Testing

struct PrincipalComponentsTests {
  private func random(
    rows: Int, columns: Int, using random: inout RandomRows
  ) throws -> Matrix {
    try #require(
      Matrix(
        (0..<rows).map { _ in
          // Each number is spread by its place, so that some directions have more than others.
          (0..<columns).map { Float.random(in: -1...1, using: &random) * Float($0 % 7 + 1) }
        }))
  }

  private func spread(_ matrix: Matrix, along direction: [Float]) -> Double {
    let products = matrix.products(with: direction).map(Double.init)
    let mean = products.reduce(0, +) / Double(products.count)
    return products.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  @Test func noDirectionHasMoreSpread() throws {
    var generator = RandomRows(seed: 7)
    for _ in 0..<40 {
      let columns = Int.random(in: 2...20, using: &generator)
      let matrix = try random(
        rows: Int.random(in: 3...30, using: &generator), columns: columns, using: &generator)
      let components = PrincipalComponents(of: matrix)
      let first = spread(matrix, along: components.first)
      let second = spread(matrix, along: components.second)
      #expect(first >= second * 0.999)
      #expect(abs(dot(components.first, components.first) - 1) < 1e-4)
      #expect(abs(dot(components.second, components.second) - 1) < 1e-4)
      #expect(abs(dot(components.first, components.second)) < 1e-4)
      for _ in 0..<20 {
        let other = (0..<columns).map { _ in Float.random(in: -1...1, using: &generator) }
        let along = dot(other, components.first)
        let rest = zip(other, components.first).map { $0 - along * $1 }
        for (direction, most) in [(other, first), (rest, second)] {
          let length = dot(direction, direction).squareRoot()
          guard length > 0.01 else { continue }
          #expect(spread(matrix, along: direction.map { $0 / length }) <= most * 1.01)
        }
      }
    }
  }

  @Test func theLargestEntryIsPositive() throws {
    var generator = RandomRows(seed: 8)
    for _ in 0..<20 {
      let components = PrincipalComponents(
        of: try random(rows: 6, columns: 5, using: &generator))
      for direction in [components.first, components.second] {
        #expect(direction.max { abs($0) < abs($1) } ?? 0 > 0)
      }
    }
  }

  @Test func vectorsOfAPlaneKeepTheirDistances() throws {
    let matrix = try #require(Matrix([[1, 0, 0], [1, 1, 0], [1, 1, 1]]))
    let components = PrincipalComponents(of: matrix)
    #expect(abs(components.share - 1) < 1e-6)
    let places = (0..<3).map { components.place(of: Array(matrix[$0])) }
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
      let (x, y) = (
        places[one].first - places[other].first, places[one].second - places[other].second
      )
      let squares = zip(matrix[one], matrix[other]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      #expect(abs(x * x + y * y - Double(squares)) < 1e-4)
    }
  }

  /// Vectors that are spread alike in all directions have no direction of their own, and get one.
  @Test func evenSpreadHasTwoDirectionsToo() throws {
    let matrix = try #require(Matrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]]))
    let components = PrincipalComponents(of: matrix)
    #expect(abs(components.share - 1) < 1e-4)
    #expect(components == PrincipalComponents(of: matrix))
  }

  @Test(
    arguments: [
      [], [[]], [[1, 2]], [[1, 2], [1, 2]], [[0, 0], [0, 0]], [[3e38, -3e38], [-3e38, 3e38]],
      [[1e-38, 0], [0, 1e-38]],
    ] as [[[Float]]])
  func whatDoesNotDifferHasNoDirection(rows: [[Float]]) throws {
    let components = PrincipalComponents(of: try #require(Matrix(rows)))
    for direction in [components.first, components.second] {
      let length = dot(direction, direction).squareRoot()
      #expect(length == 0 || abs(length - 1) < 1e-4)
    }
    #expect((0...1).contains(components.share))
  }

  @Test func onALineTheSecondDirectionIsNone() throws {
    let matrix = try #require(Matrix([[1, 2], [2, 4], [5, 10], [-3, -6]]))
    let components = PrincipalComponents(of: matrix)
    #expect(components.second == [0, 0])
    #expect(abs(components.first[1] - 2 * components.first[0]) < 1e-4)
  }
}
