/// placeholder
public struct RedisConfiguration: Sendable {
    /// time
    public var commandTimeout: Duration = .seconds(3)
}
