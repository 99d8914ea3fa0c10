import FoundationEssentials
import Glibc

/// The folder in which unsaved edits outlive the program: a file for the edits of a sentence, as saving
/// writes them, written anew at each change before its picture is shown.
///
/// A file is locked by the program whose edits it holds for as long as that runs, however it ends; so
/// two programs at the same sentence have a file each, and only what nobody has is given back. Of one
/// sentence there can be several: edits that were kept and not taken back stay, beside newer ones, until
/// the sentence is saved; so do newer ones in whose place older ones are taken back, until the program
/// ends. There are `most` files at most, but for those in use; the oldest go. A folder that can't be
/// written harms nothing, and the first problem is there to be told.
public final class EditsFolder {
  /// How many files stay.
  public static let most = 100

  /// What went wrong first, as a sentence for a person.
  public private(set) var problem: String?
  private let path: String?
  private var entries: [KeptSentence: Entries] = [:]
  /// The sentences whose edits were kept and not saved, in the order in which they were first changed.
  private var summaries: [(sentence: KeptSentence, summary: String)] = []
  private let sync = LateSync()

  /// The files of one sentence that this program holds.
  private struct Entries {
    /// The one that its edits are kept in.
    var own: Entry?
    /// Those that were found and not taken back.
    var found: [Entry] = []
    /// Those in whose place others came.
    var passed: [Entry] = []
  }

  /// A file and the descriptor that its lock is bound to.
  private struct Entry {
    let name: String
    let descriptor: Int32
  }

  /// - Parameter path: of the folder, which is made when there is something to keep; `nil` keeps
  ///   nothing.
  public init(path: String?) { self.path = path }

  deinit { letGo() }

  /// `edits` in the `stateFolder`; `nil` where there is none.
  public static func path(environment: [String: String]) -> String? {
    stateFolder(environment: environment).map { $0 + "/edits" }
  }

  /// Finds edits that were kept of `sentence` and that nobody holds, the newest first. They are this
  /// program's then.
  public func find(_ sentence: KeptSentence) -> [KeptEdits] {
    guard let path else { return [] }
    var kept: [KeptEdits] = []
    for name in names() where name.hasPrefix(sentence.mark) && name.hasSuffix(".json") {
      guard let entry = take(name) else { continue }
      var status = stat()
      fstat(entry.descriptor, &status)
      guard let scene = SentenceFile.read(path: "\(path)/\(name)", mayWait: false).scenes.first
      else {
        close(entry.descriptor)
        continue
      }
      entries[sentence, default: Entries()].found.append(entry)
      kept.append(KeptEdits(file: name, scene: scene, time: status.st_mtim.tv_sec))
    }
    return kept.sorted { $0.time > $1.time }
  }

  /// Keeps what `change` says. It is written and survives a kill at once; the disk has it soon.
  public func keep(_ change: EditsChange) {
    guard let path else { return }
    var here = entries[change.sentence] ?? Entries()
    for name in change.takenBack {
      guard let place = here.found.firstIndex(where: { $0.name == name }) else { continue }
      if let own = here.own { here.passed.append(own) }
      here.own = here.found.remove(at: place)
    }
    switch change.standing {
    case .unsaved(let scene, let summary):
      let isNew = here.own == nil
      do throws(SystemError) {
        here.own = try write(
          scene, as: here.own, named: here.own?.name ?? newName(change.sentence.mark))
        tell(summary, of: change.sentence)
      } catch {
        let reason = String(cString: strerror(error.code))
        problem = problem ?? "unsaved edits can't be kept in \(path): \(reason)"
      }
      if isNew { removeOldest() }
    case .saved:
      remove([here.own].compactMap { $0 } + here.found + here.passed)
      here = Entries()
      // The same sentence may have been open before, at another place.
      summaries.removeAll { $0.sentence.mark == change.sentence.mark }
    case .gone:
      remove([here.own].compactMap { $0 })
      here.own = nil
      tell(nil, of: change.sentence)
    case .tooMany(let error):
      problem = problem ?? "unsaved edits can't be kept: \(error)"
    }
    entries[change.sentence] = here
  }

  /// Lets go of all sentences, as at the end of the program: what is kept can be found again.
  public func letGo() {
    for entries in entries.values {
      remove(entries.passed)
      for entry in [entries.own].compactMap({ $0 }) + entries.found { close(entry.descriptor) }
    }
    entries = [:]
  }

  /// Waits until all is on the disk.
  ///
  /// - Returns: what is kept, a line to a person for each sentence.
  public func finish() -> [String] {
    letGo()
    sync.finish()
    return summaries.map(\.summary)
  }

  private func tell(_ summary: String?, of sentence: KeptSentence) {
    let place = summaries.firstIndex { $0.sentence == sentence }
    switch (place, summary) {
    case (let place?, let summary?): summaries[place].summary = summary
    case (let place?, nil): summaries.remove(at: place)
    case (nil, let summary?): summaries.append((sentence, summary))
    case (nil, nil): break
    }
  }

  private func newName(_ mark: String) -> String {
    "\(mark)-\(String(UInt32.random(in: 0 ... .max), radix: 16)).json"
  }

  /// Writes the file of an entry anew: beside, locked, and then in its place, so that it is whole and
  /// held at any moment.
  private func write(
    _ scene: Scene, as entry: Entry?, named name: String
  ) throws(SystemError) -> Entry {
    guard let path, let text = try? json(scene) else { throw SystemError(code: EINVAL) }
    let beside = "\(path)/\(name).new"
    var descriptor: Int32 = -1
    do throws(SystemError) {
      descriptor = try newFile(at: beside, holding: Array(text.utf8), mode: 0o600)
    } catch {
      guard error.code == ENOENT, makeFolder(path) else { throw error }
      descriptor = try newFile(at: beside, holding: Array(text.utf8), mode: 0o600)
    }
    // Who clears up may have it for a moment, and have taken it away; then it is made again.
    guard Self.lock(descriptor), rename(beside, "\(path)/\(name)") == 0 else {
      let code = errno
      close(descriptor)
      guard code == EWOULDBLOCK || code == ENOENT else { throw SystemError(code: code) }
      return try write(scene, as: entry, named: name)
    }
    if let entry { close(entry.descriptor) }
    sync.add("\(path)/\(name)")
    return Entry(name: name, descriptor: descriptor)
  }

  private func names() -> [String] {
    path.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0) } ?? []
  }

  /// The file of this name, locked; `nil` where another program holds it.
  private func take(_ name: String) -> Entry? {
    guard let path else { return nil }
    let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    var (own, named) = (stat(), stat())
    // Another may have put a new one in its place before it could be locked.
    guard Self.lock(descriptor), fstat(descriptor, &own) == 0,
      lstat("\(path)/\(name)", &named) == 0, own.st_ino == named.st_ino
    else {
      close(descriptor)
      return nil
    }
    return Entry(name: name, descriptor: descriptor)
  }

  /// Locks a file; where the file system has no locks, nobody is taken to hold it.
  private static func lock(_ descriptor: Int32) -> Bool {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
  }

  private func remove(_ entries: [Entry]) {
    guard let path else { return }
    for entry in entries {
      unlink("\(path)/\(entry.name)")
      close(entry.descriptor)
      sync.add("\(path)/\(entry.name)")
    }
  }

  /// Takes away what a program that was killed had not finished writing, and the oldest files where
  /// there are too many.
  private func removeOldest() {
    let names = names()
    remove(names.filter { $0.hasSuffix(".new") }.compactMap(take))
    let kept = names.filter { $0.hasSuffix(".json") }
    guard let path, kept.count > Self.most else { return }
    let ages = kept.map { name in
      var status = stat()
      lstat("\(path)/\(name)", &status)
      return (name: name, time: (status.st_mtim.tv_sec, status.st_mtim.tv_nsec))
    }
    var surplus = kept.count - Self.most
    for file in ages.sorted(by: { $0.time < $1.time }) where surplus > 0 {
      guard let entry = take(file.name) else { continue }
      remove([entry])
      surplus -= 1
    }
  }
}
