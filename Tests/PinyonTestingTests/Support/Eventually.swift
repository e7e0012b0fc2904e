import Testing

/// Waits until a condition is true, and records an issue if it isn't in time.
func eventually(
    _ what: Comment, within limit: Duration = .seconds(5), at place: SourceLocation = #_sourceLocation,
    _ condition: () async -> Bool
) async {
    let deadline = ContinuousClock.now + limit
    while !(await condition()) {
        guard ContinuousClock.now < deadline else {
            Issue.record(what, sourceLocation: place)
            return
        }
        try? await Task.sleep(for: .milliseconds(1))
    }
}
