import AttentionCore
import Models
import Testing

/// The fast search against the plain one, on a small model with every kind of row.
@Suite struct NearestWordsTests {
  private static let count = 400
  private static let special = ["[UNK]", "[CLS]", "[SEP]", "a", "Ab", "ab1", "##ab"]

  /// Word number `index` in letters: aaa, aab, ...
  private static func word(_ index: Int) -> String {
    let letters = [index / 676, index / 26 % 26, index % 26]
    return String(decoding: letters.map { UInt8($0) + UInt8(ascii: "a") }, as: UTF8.self)
  }

  private static func rows(
    columns: Int, _ random: inout some RandomNumberGenerator
  ) -> [[Float]] {
    var rows = (0..<special.count + count).map { _ in
      let size = Float.random(in: 0...1, using: &random) < 0.2 ? Float(1e-3) : 1
      return (0..<columns).map { _ in size * Float.random(in: -1...1, using: &random) }
    }
    let first = special.count
    rows[first + 10] = rows[first + 5]
    rows[first + 11] = rows[first + 5].map { $0 * 4 }
    rows[first + 12] = Array(repeating: 0, count: columns)
    rows[first + 13][0] = .nan
    rows[first + 14][columns - 1] = .infinity
    rows[first + 15] = rows[first + 15].map { $0 * 1e-3 }
    rows[first + 16][0] = 60_000
    return rows
  }

  private static func plainSearch(
    _ rows: [[Float]], _ vector: [Float], _ count: Int
  ) -> [WordVectors.Neighbor] {
    let found = (0..<Self.count).compactMap { index in
      let cosine = cosine(rows[special.count + index], vector)
      return cosine.isFinite ? WordVectors.Neighbor(word: word(index), cosine: cosine) : nil
    }
    return Array(found.sorted { ($1.cosine, $0.word) < ($0.cosine, $1.word) }.prefix(count))
  }

  private static func model(_ rows: [[Float]]) throws -> WordVectors {
    let model = try TemporaryModel()
    let words = special + (0..<count).map(word)
    try model.write("vocab.txt", words.joined(separator: "\n").utf8)
    let data = TemporaryModel.bytes(Array(rows.joined()).map { Float16($0) })
    try model.writeTensors(
      #"{"embeddings.word_embeddings.weight":{"dtype":"F16","#
        + #""shape":[\#(rows.count),\#(rows[0].count)],"data_offsets":[0,\#(data.count)]}}"#,
      data)
    return try WordVectors(folder: model.folder)
  }

  @Test(arguments: [1, 2, 7, 16, 33, 384, 1100])
  func findsWhatThePlainSearchFinds(columns: Int) throws {
    var random = Generator(state: UInt64(columns))
    let rows = Self.rows(columns: columns, &random).map { $0.map { Float(Float16($0)) } }
    let vectors = try Self.model(rows)
    var queries = (0..<20).map { _ in
      (0..<columns).map { _ in Float.random(in: -1...1, using: &random) }
    }
    queries += [5, 12, 15, 16].map { rows[Self.special.count + $0] }
    queries.append([1] + Array(repeating: 0, count: columns - 1))
    queries.append(queries[0].map { $0 * 1e-12 })
    queries.append(queries[0].map { $0 * 1e12 })
    for query in queries {
      for count in [1, 8, 50, Self.count - 1, Self.count, 1000] {
        let isZero = query.allSatisfy { $0 == 0 }
        let expected = isZero ? [] : Self.plainSearch(rows, query, count)
        #expect(vectors.nearest(to: query, count: count) == expected)
      }
    }
  }

  @Test func whatPointsNowhereHasNoNeighbors() throws {
    var random = Generator(state: 1)
    let vectors = try Self.model(Self.rows(columns: 3, &random))
    #expect(vectors.nearest(to: [0, 0, 0], count: 3).isEmpty)
    #expect(vectors.nearest(to: [.nan, 0, 0], count: 3).isEmpty)
    #expect(vectors.nearest(to: [.infinity, 0, 0], count: 3).isEmpty)
    #expect(vectors.nearest(to: [3e38, 3e38, 3e38], count: 3).isEmpty)
    #expect(vectors.nearest(to: [.leastNonzeroMagnitude, 0, 0], count: 3).isEmpty)
    #expect(vectors.nearest(to: [4.5e-23, 0, 0], count: 3).isEmpty)
    #expect(vectors.nearest(to: [1, 0], count: 3).isEmpty)
    #expect(vectors.nearest(to: [1, 0, 0], count: 0).isEmpty)
    #expect(vectors.nearest(to: [1, 0, 0], count: -1).isEmpty)
  }

  /// Steele and Vigna's SplitMix64: the same numbers every time.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var number = state
      number = (number ^ number >> 30) &* 0xbf58_476d_1ce4_e5b9
      number = (number ^ number >> 27) &* 0x94d0_49bb_1331_11eb
      return number ^ number >> 31
    }
  }
}
