import AttentionCore
import Testing

struct MatrixTests {
  @Test func rowsOfDifferentLengthsAreNoMatrix() {
    #expect(Matrix([[1, 2], [3]]) == nil)
    #expect(Matrix([])?.rows == 0)
  }

  @Test func rowsComeBackAsTheyWentIn() throws {
    let matrix = try #require(Matrix([[1, 2, 3], [4, 5, 6]]))
    #expect((matrix.rows, matrix.columns) == (2, 3))
    #expect(Array(matrix[1]) == [4, 5, 6])
  }

  @Test func unitRowsHaveLengthOneAndZerosStayZeros() throws {
    let unit = try #require(Matrix([[3, 4], [0, 0]])).withUnitRows()
    #expect(Array(unit[0]) == [0.6, 0.8])
    #expect(Array(unit[1]) == [0, 0])
  }

  @Test(arguments: [1, 7, 8, 9, 31, 384])
  func productsAreSumsOfProducts(columns: Int) throws {
    let rows: [[Float]] = (0..<3).map { row in
      (0..<columns).map { column in Float((column * 7 + row * 3) % 11 - 5) }
    }
    let matrix = try #require(Matrix(rows))
    let expected: [Float] = rows.map { row in
      row.indices.reduce(0) { $0 + row[$1] * rows[1][$1] }
    }
    #expect(matrix.products(withRow: 1) == expected)
    #expect(matrix.products(with: rows[1]) == expected)
    #expect(rows.map { dot($0, rows[1]) } == expected)
  }

  @Test func vectorsOfAnotherLengthHaveNoProducts() throws {
    let matrix = try #require(Matrix([[1, 2], [3, 4]]))
    #expect(matrix.products(with: [1]) == [0, 0])
    #expect(matrix.products(with: [1, 2, 3]) == [0, 0])
    #expect(dot([1, 2], [1]) == 0)
  }
}
