// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "attnviz",
  targets: [
    .target(name: "AttentionCore"),
    .testTarget(
      name: "AttentionCoreTests", dependencies: ["AttentionCore"], path: "Tests/AttentionCore"),
  ],
  swiftLanguageModes: [.v6]
)
