import AttentionCore
import Scenes
import Text

/// How a scene is to be opened where it is not to be opened as it says itself.
public struct OpeningOptions: Equatable, Sendable {
  /// The source; `nil` takes the scene's own scores where it has some, else the model.
  public var source: SourceKind?
  /// The query, as a place from 0 or a word; `nil` takes that of the edits
  /// where all are of one row, else the scene's own.
  public var query: String?
  /// The selected token, as a place from 0 or a word; `nil` takes that of the edits, else the query.
  public var selected: String?
  /// The layer and the head to show, from 0; where one is `nil` it is 0 beside the other, and
  /// where both are, the head is chosen for showing something.
  public var layer: Int?
  /// The head to show within the layer, from 0.
  public var head: Int?
  /// The temperature; `nil` takes the scene's own.
  public var temperature: Temperature?
  /// Whether to put on a causal mask that the scene does not ask for.
  public var isCausal = false
  /// Whether the pieces of a word are shown as one token.
  public var joinsPieces = false
  /// Words to follow besides the scene's own probes.
  public var probes: [SafeText] = []
  /// Two words to weigh against each other as what comes next; `nil` takes the scene's own.
  public var pair: NextPair?
  /// Edits done at once, with the scene's own in one step of the history.
  public var edits: [EditRequest] = []

  /// Heads to ablate at once, in the same step.
  public var ablations: [AblationRequest] = []

  /// The sentence beside, from which patches are; `nil` takes the scene's own, or the next one.
  public var beside: SafeText?
  /// Whether the sentence and the one beside are read as one text of two segments.
  public var segments = false
  /// Activations to patch at once, in the same step.
  public var patches: [PatchRequest] = []

  /// Everything as the scene says.
  public init() {}

  /// Whether a scene may lack what they name.
  var namesSomething: Bool {
    source == .given || source == .capture || query != nil || selected != nil || layer != nil
      || head != nil
      || !edits.isEmpty || !ablations.isEmpty || pair != nil
      || beside != nil || !patches.isEmpty || segments
  }
}
