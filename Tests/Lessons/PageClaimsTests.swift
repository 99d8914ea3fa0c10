import Lessons
import Testing

/// What a lesson on attention as weighted averaging has to say, and where this one says it: nothing of
/// it may fall out of the chapters unnoticed.
struct PageClaimsTests {
  /// Where something is said: a chapter by its title, a page from 1, and words that stand on it.
  struct Place: Sendable {
    let chapter: String
    let page: Int
    let words: String

    init(_ chapter: String, _ page: Int, _ words: String) {
      (self.chapter, self.page, self.words) = (chapter, page, words)
    }
  }

  /// A claim, a figure or a term, in a line.
  struct Claim: Sendable, CustomTestStringConvertible {
    let number: Int
    let what: String
    let places: [Place]

    init(_ number: Int, _ what: String, _ places: Place...) {
      (self.number, self.what, self.places) = (number, what, places)
    }

    var testDescription: String { "\(number): \(what)" }
  }

  static let claims = [
    Claim(
      1, "a weighted average: 3, 7, 5 by .5, .3, .2 make 4.6",
      Place("Weighted averages", 1, "0.5·3 + 0.3·7 + 0.2·5 = 4.6"),
      Place("Weighted averages", 4, "no weight is below 0, and all of them sum to 1")),
    Claim(
      2, "a word is updated by looking at all words, weighing and blending",
      Place("Collect, weigh, sum", 1, "it is about to look at all eight words"),
      Place("Collect, weigh, sum", 4, "collect the vectors, weigh them, add them up")),
    Claim(
      3, "the rest of the transformer is engineering around that",
      Place("Learned from data", 3, "everything else in the transformer is engineering around it")),
    Claim(
      4, "it is the trophy",
      Place("What is it?", 1, "The trophy wouldn't fit in the suitcase because it was too big."),
      Place("What is it?", 2, "trophy gets 0.53, suitcase 0.28")),
    Claim(
      5, "two meanings of bank, and the words that tell which",
      Place("Collect, weigh, sum", 1, "A house of money, or the side of a river?"),
      Place("Collect, weigh, sum", 2, "nearest to deposit and money now")),
    Claim(
      6, "collect, weigh and sum, with .35, .30, .15 and .20 shared",
      Place("Collect, weigh, sum", 1, "deposit gets 0.35, money 0.30, bank itself 0.15"),
      Place("Collect, weigh, sum", 1, "the other five share 0.20")),
    Claim(
      7, "weights are learned from data",
      Place(
        "Learned from data", 1, "No one writes down where a head looks: that is learned from data"),
      Place("Learned from data", 1, "A step of gradient descent")),
    Claim(
      8, "weights are computed from content; those set by hand say so",
      Place("What is it?", 4, "Numbers learned from text, applied to the words of this sentence"),
      Place("Collect, weigh, sum", 1, "Weigh, for once by hand")),
    Claim(
      9, "weights are a probability distribution",
      Place(
        "What the weights must satisfy", 1,
        "Weights must be at least 0 and sum to 1: a probability distribution")),
    Claim(
      10, "softmax makes one of any scores",
      Place("What the weights must satisfy", 1, "Raw scores may be anything"),
      Place("What the weights must satisfy", 2, "exp makes any score positive")),
    Claim(
      11, "a_i = Σ_j α_ij v_j and its symbols",
      Place("The update, for every token", 2, "α_ij is the attention weight that i puts on j"),
      Place("The update, for every token", 2, "v_j is the value vector of j"),
      Place("The update, for every token", 2, "the attended output of i"),
      Place("The quiz", 1, "a_i = Σ_j α_ij v_j")),
    Claim(
      12, "every token has its own output by its own weights",
      Place("The update, for every token", 1, "Every row sums to 1"),
      Place("The update, for every token", 4, "Each token has a row of its own")),
    Claim(
      13, "two steps: scores, then softmax",
      Place("Scores first, softmax second", 1, "Step one, the score"),
      Place("Scores first, softmax second", 2, "Step two, softmax over all scores of the row")),
    Claim(
      14, "queries and keys are another lesson",
      Place(
        "Scores first, softmax second", 3,
        "How query and key vectors are made is a lesson of its own")
    ),
    Claim(
      15, "scores depend on the data",
      Place("Scores first, softmax second", 3, "scores are new for every sentence"),
      Place("Scores first, softmax second", 4, "Its scores depend on the data")),
    Claim(
      16, "all rows at once: 3 to 7 needs nothing of 4",
      Place(
        "What follows from it", 1, "The weight from token 3 to token 7 never waited for token 4"),
      Place("What follows from it", 8, "One row after another, on one processor")),
    Claim(
      17, "that is why massive models can be trained on GPUs",
      Place("What follows from it", 8, "that is how massive models can be trained on so much text")),
    Claim(
      18, "any range: 1 to 500, and 50 to 200, in one step",
      Place(
        "What follows from it", 2, "bank is word 50 of them, counted from 0, and deposit word 200"),
      Place("What follows from it", 3, "the five hundredth just as easily as at the second"),
      Place("What follows from it", 6, "bank looks most at coins and deposit"),
      Place("What follows from it", 7, "my at token 506")),
    Claim(
      19, "the receptive field depends on the data",
      Place("What follows from it", 4, "which of them count depends on the data"),
      Place("The quiz", 13, "the receptive field depends on the data")),
    Claim(
      20, "a recurrent network transforms at each step, which blurs",
      Place("What came before", 2, "there are 99 transformations, which blur and distort"),
      Place("What came before", 2, "Real ones learn by gates what to keep")),
    Claim(
      21, "a convolution is local and needs many layers",
      Place("What came before", 3, "words 99 apart meet after 99 layers"),
      Place("What came before", 5, "3 × 3 or 5 × 5 numbers")),
    Claim(
      22, "a 3 × 3 convolution has the same kernel everywhere",
      Place("What came before", 5, "the kernel is the same everywhere")),
    Claim(
      23, "attention has a global receptive field from the first layer on",
      Place(
        "What came before", 3,
        "Every layer of attention has the whole sentence as its receptive field, from the first on")
    ),
    Claim(
      24, "fixed pooling, by that name",
      Place("What came before", 1, "Before attention there was fixed pooling")),
    Claim(
      25, "soft attention is differentiable",
      Place("Learned from data", 2, "Such attention is called soft. It is differentiable")),
    Claim(
      26, "content-based routing",
      Place("Learned from data", 3, "attention is content-based routing")),
    Claim(
      27, "the page's quiz", Place("The quiz", 1, "In attention, the output for token i is …")),
    Claim(
      28, "what the film shows: weights, the average of values, the context in it, fixed pooling",
      Place("Collect, weigh, sum", 1, "Each vector fades to as much of itself as its weight says"),
      Place("Collect, weigh, sum", 1, "One after the other falls into a(bank)"),
      Place("What came before", 1, "The mean counts every word alike")),
    Claim(
      29, "weights are moved by hand, and the blend shifts",
      Place("Weighted averages", 2, "watch the others shrink while the average slides towards 7")),
  ]

  @Test func noneIsLeftOut() { #expect(Self.claims.map(\.number) == Array(1...29)) }

  @Test(arguments: claims) func itIsSaid(claim: Claim) throws {
    for place in claim.places {
      let chapter = try #require(
        bundled.chapters.first { $0.title.original == place.chapter }, "no chapter \(place.chapter)"
      )
      try #require(chapter.pages.indices.contains(place.page - 1))
      let said = chapter.pages[place.page - 1].everything.map { $0.replacing("*", with: "") }
      #expect(
        said.contains { $0.contains(place.words) },
        "page \(place.page) of \(place.chapter) does not say “\(place.words)”")
    }
  }
}
