import AttentionCore
import Canvas
import Explorer
import Models
import Text

/// What the query does in every head, at a glance: a map of layers × heads, coloured by a measure, and
/// the chosen head's row; or the heads as a list, each with its row.
package struct HeadsView: View {
  package static let name = "heads"
  package static let help = "one query's weights in every head"
  package static let about = """
    Every head of the model looks at the sentence in its own way. Here is what the query \
    looks at in each of them: layers down, heads across. [ ] and { } go from one to another, \
    a colours them by something else, A makes a list of them, Enter shows the row of the \
    chosen one.
    """
  /// What the query does in every head.
  package private(set) var survey: HeadSurvey
  /// Whether the heads are a list, in the order of the measure, rather than a map.
  package private(set) var isList: Bool
  private var order: HeadOrder
  /// What unpacks the heads of a compressed capture, or finds the patterns that the heads follow, where
  /// they are not known yet.
  package let work: ViewWork?
  /// Each head's whole matrix, where a map may show them.
  private var thumbnails: HeadThumbnails?

  package init(of sentences: inout OpenSentences, _ analysis: RowAnalysis, earlier: HeadsView?) {
    order = earlier?.order ?? .place
    isList = earlier?.isList ?? false
    survey = HeadSurvey(
      sentences.current, analysis: analysis, order: order, patterns: sentences.patterns,
      earlier: earlier?.survey)
    work = sentences.unpackingOfAll ?? sentences.patternsWork
    thumbnails =
      isList ? nil : HeadThumbnails(sentences.current, analysis, earlier: earlier?.thumbnails)
  }

  package static func isShown(by command: Command) -> Bool {
    command == .sortHeads || command == .listHeads
  }

  package func readsFirst(_ command: Command) -> Bool {
    if case .sentence(.moveHead) = command { isList } else { false }
  }

  package mutating func carryOut(
    _ command: Command, isOpening: Bool, in sentences: inout OpenSentences
  ) -> ViewOutcome? {
    switch command {
    case .sortHeads:
      if !isOpening {
        order = order.following(measures: !isList, patterns: survey.patterns != nil)
      }
      return .stays
    case .listHeads:
      isList = isOpening || !isList
      return .stays
    // In the map the heads stand in their places, as they do everywhere else.
    case .sentence(.moveHead(let places)) where isList && survey.entries.count > 1:
      sentences.current.show(head: survey.head(places, from: sentences.current.head))
      return .stays
    case .sentence(.makeQuery): return .leaves
    default: return nil
    }
  }

  package mutating func mix(with former: HeadsView, share: Double) {
    survey.mix(with: former.survey, share: share)
    if let before = former.thumbnails { thumbnails?.mix(with: before, share: share) }
  }

  package func draw(_ explorer: Explorer, on canvas: inout Canvas) {
    let sentence = explorer.sentence
    if isList {
      HeadList(survey, of: sentence, size: canvas.size).draw(on: &canvas)
    } else {
      let (head, heads) = (sentence.head, sentence.source.shape.heads)
      HeadMap(
        HeadMeasure(survey, of: sentence), thumbnails, of: sentence, size: canvas.size,
        glyphs: canvas.glyphs
      ).draw(on: &canvas) { canvas in
        HeadPanel(survey.places[head.layer * heads + head.index], of: sentence).draw(on: &canvas)
      }
    }
  }
}

extension HeadMeasure {
  /// What a survey measures.
  fileprivate init(_ survey: HeadSurvey, of sentence: Sentence) {
    let isWeight = survey.scale == 1
    let packed = survey.places.count { !sentence.isAtHand($0.head) }
    let note: String? =
      switch survey.order {
      case _ where packed > 0:
        "\(survey.places.count - packed) of \(survey.places.count) unpacked"
      case .change where sentence.interventions == sentence.original: "nothing is edited"
      case .pattern where survey.patterns == nil: "not known here"
      case .pattern: "on a random text"
      default: nil
      }
    self.init(
      name: "heads by " + survey.order.measureName(of: sentence),
      note: note, top: survey.scale, least: "0",
      scale: isWeight ? "1" : decimal(survey.scale, places: 2),
      cells: survey.places.map { entry in
        guard sentence.isAtHand(entry.head) else { return Cell(value: 0, texts: []) }
        return Cell(
          value: entry.value,
          text: isWeight ? shortWeightText(entry.value) : decimal(entry.value, places: 1))
      })
  }
}

extension HeadOrder {
  /// What the heads are measured by.
  func measureName(of sentence: Sentence) -> String {
    self == .place ? "entropy" : name(of: sentence)
  }

  /// What the heads are sorted by.
  func name(of sentence: Sentence) -> String {
    switch self {
    case .place: "layer, with the entropy"
    case .selected: "weight on \(sentence.tokens[sentence.selected].text.shown)"
    case .entropy: "entropy"
    case .previous: "weight on the token before"
    case .next: "weight on the token after"
    case .first: "weight on the first token"
    case .itself: "weight on the query itself"
    case .change: "what the edits change"
    case .pattern(let pattern): "\(pattern.rawValue) pattern"
    }
  }
}
