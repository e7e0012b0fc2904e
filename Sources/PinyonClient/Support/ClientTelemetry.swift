internal import CoreMetrics
internal import Logging
internal import NIOCore
internal import Synchronization
internal import Tracing

/// Measures and traces commands, with the names that OpenTelemetry gives to databases.
///
/// Nothing is made where nobody listens: without a metrics backend, a tracer or a logger at trace level a command costs
/// nothing more.
final class ClientTelemetry: Sendable {
    /// What distinguishes one measured series from another. There are only as many as commands and words for errors.
    private struct Series: Hashable {
        var operation: String
        var system: String
        var address: ServerAddress?
        var error: ErrorLabel?

        /// All names in all series and in one order: a backend may insist that a metric keeps those it began with.
        var dimensions: [(String, String)] {
            let (host, port): (String, String) =
                switch address {
                case .host(let host, let port)?: (host, String(port))
                case .unixSocket(let path)?: (path, "")
                case nil: ("", "")
                }
            return [
                ("db.system.name", system), ("db.operation.name", operation), ("server.address", host),
                ("server.port", port), ("error.type", error?.type ?? ""),
                ("db.response.status_code", error?.status ?? ""),
            ]
        }
    }

    private let logger: Logger
    private let metrics: (any MetricsFactory)?
    private let tracer: (any Tracer)?
    private let database: Int
    /// Whether there is a backend or a tracer; by itself, because looking at those copies them.
    private let isObserved: Bool
    private let timers = Mutex<[Series: CoreMetrics.Timer]>([:])
    /// Names by which no command is known make one series, so that there can't be any number of them.
    private let knownNames: Set<String>

    /// Telemetry of one client.
    ///
    /// - Parameters:
    ///   - logger: Where commands are logged at trace level.
    ///   - database: The number of the database.
    ///   - metrics: Makes metrics; nil for the process's backend, as it is now.
    ///   - tracer: Makes spans; nil for the process's tracer, as it is now.
    init(logger: Logger, database: Int, metrics: (any MetricsFactory)? = nil, tracer: (any Tracer)? = nil) {
        self.logger = logger
        self.database = database
        let factory = metrics ?? MetricsSystem.factory
        self.metrics = factory is NOOPMetricsHandler ? nil : factory
        let tracer = tracer ?? InstrumentationSystem.tracer
        self.tracer = tracer is NoOpTracer ? nil : tracer
        isObserved = self.metrics != nil || self.tracer != nil
        knownNames = self.metrics == nil ? [] : CommandTable.names.union([CommandTraits.batch.name])
    }

    /// Whether nobody listens.
    var isSilent: Bool { !isObserved && logger.logLevel > .trace }

    /// Does a piece of work, measured and traced.
    ///
    /// - Parameters:
    ///   - operation: The command's name.
    ///   - batchSize: How many commands it is, if it is a batch.
    ///   - failure: What went wrong although there is a result. Default: nothing.
    ///   - work: Does it, and notes the node that answered.
    func observe<Result: Sendable>(
        _ operation: String, batchSize: Int? = nil, failure: (Result) -> ClientError? = { _ in nil },
        _ work: (CallTrace?) async throws(ClientError) -> Result
    ) async throws(ClientError) -> Result {
        guard !isSilent else { return try await work(nil) }
        let trace = CallTrace()
        let began = NIODeadline.now()
        guard let tracer else {
            do throws(ClientError) {
                let result = try await work(trace)
                let error = failure(result)
                record(operation, Self.trace(trace, of: error), since: began, error: error)
                return result
            } catch {
                record(operation, trace, since: began, error: error)
                throw error
            }
        }
        let span = tracer.startSpan(operation, ofKind: .client)
        defer { span.end() }
        do throws(ClientError) {
            let result = try await Self.active(span) { () async throws(ClientError) in try await work(trace) }
            let error = failure(result)
            describe(span, operation, batchSize, Self.trace(trace, of: error), error: error)
            record(operation, Self.trace(trace, of: error), since: began, error: error)
            return result
        } catch {
            describe(span, operation, batchSize, trace, error: error)
            record(operation, trace, since: began, error: error)
            throw error
        }
    }

    /// The same, or nothing if the error is another node's: no server is to be blamed for the failure of another.
    private static func trace(_ trace: CallTrace, of error: ClientError?) -> CallTrace {
        guard let failed = error?.node, let node = trace.node, "\(node.address)" != failed else { return trace }
        return CallTrace()
    }

    /// What went wrong first with commands that were sent together: an operation of which a part failed has failed.
    static func firstFailure(of results: [Result<RESPValue, ClientError>]) -> ClientError? {
        for case .failure(let error) in results { return error }
        return nil
    }

    private static func active<Result: Sendable>(
        _ span: any Span, _ work: () async throws(ClientError) -> Result
    ) async throws(ClientError) -> Result {
        let outcome: Swift.Result<Result, ClientError> = await ServiceContext.withValue(span.context) {
            do throws(ClientError) {
                return .success(try await work())
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    private func describe(
        _ span: any Span, _ operation: String, _ batchSize: Int?, _ trace: CallTrace, error: ClientError?
    ) {
        if let error {
            span.recordError(error.withoutKeys)
            span.setStatus(SpanStatus(code: .error))
        }
        guard span.isRecording else { return }
        span.updateAttributes { attributes in
            attributes["db.system.name"] = Self.system(trace)
            attributes["db.namespace"] = String(database)
            attributes["db.operation.name"] = operation
            if let batchSize { attributes["db.operation.batch.size"] = batchSize }
            switch trace.node?.address {
            case .host(let host, let port)?:
                attributes["server.address"] = host
                attributes["server.port"] = port
            case .unixSocket(let path)?: attributes["server.address"] = path
            case nil: break
            }
            if let error {
                let label = ErrorLabel(error)
                attributes["error.type"] = label.type
                if let status = label.status { attributes["db.response.status_code"] = status }
            }
        }
    }

    private func record(_ operation: String, _ trace: CallTrace, since began: NIODeadline, error: ClientError?) {
        let label = error.map { ErrorLabel($0) }
        if logger.logLevel <= .trace {
            logger.trace(
                "command",
                metadata: [
                    "db.operation.name": "\(operation)", "server.address": "\(trace.node?.address.description ?? "")",
                    "error.type": "\(label?.type ?? "")",
                ])
        }
        guard let metrics else { return }
        let elapsed = NIODeadline.now() - began
        let series = Series(
            operation: knownNames.contains(operation) ? operation : "other", system: Self.system(trace),
            address: trace.node?.address, error: label)
        timer(series, metrics).recordNanoseconds(elapsed.nanoseconds)
    }

    private func timer(_ series: Series, _ metrics: any MetricsFactory) -> CoreMetrics.Timer {
        timers.withLock { timers in
            if let timer = timers[series] { return timer }
            let timer = CoreMetrics.Timer(
                label: "db.client.operation.duration", dimensions: series.dimensions, preferredDisplayUnit: .seconds,
                factory: metrics)
            timers[series] = timer
            return timer
        }
    }

    private static func system(_ trace: CallTrace) -> String {
        trace.node?.connector.server?.name ?? "redis"
    }
}
