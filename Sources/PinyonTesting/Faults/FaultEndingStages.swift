import NIOCore

/// Ends this direction or the connection at a place in the stream; whatever follows is lost.
struct EndStage: FaultStage {
    let place: Int
    let content: FaultDelivery.Content
    /// Whether to wait for the byte at the place.
    let needsByte: Bool
    private var offset = FaultOffset()
    private var isDone = false

    init(place: Int, content: FaultDelivery.Content, needsByte: Bool = false) {
        self.place = place
        self.content = content
        self.needsByte = needsByte
    }

    mutating func start(at now: Duration) -> [FaultDelivery] {
        guard !needsByte, place == 0 else { return [] }
        isDone = true
        return [FaultDelivery(content, due: now)]
    }

    mutating func take(_ delivery: FaultDelivery) -> [FaultDelivery] {
        if case .cut = delivery.content { return [delivery] }
        guard !isDone else { return [] }
        guard case .bytes(let bytes) = delivery.content else { return [delivery] }
        let (before, behind) = offset.split(bytes, at: place)
        isDone = needsByte ? behind != nil : offset.hasReached(place)
        let passed = before.map { [FaultDelivery(.bytes($0), due: delivery.due)] } ?? []
        return isDone ? passed + [FaultDelivery(content, due: delivery.due)] : passed
    }
}

/// Loses everything.
struct SilenceStage: FaultStage {
    mutating func take(_ delivery: FaultDelivery) -> [FaultDelivery] { [] }
}

/// Keeps everything until the faults change.
struct HoldStage: FaultStage {
    let stopsReading: Bool
    private var kept: [FaultDelivery] = []

    init(stopsReading: Bool) {
        self.stopsReading = stopsReading
    }

    mutating func take(_ delivery: FaultDelivery) -> [FaultDelivery] {
        kept.append(delivery)
        return []
    }

    mutating func release(at now: Duration) -> [FaultDelivery] {
        defer { kept = [] }
        return kept.map { FaultDelivery($0.content, due: max(now, $0.due)) }
    }
}

/// Lets bytes pass until a place in the stream, and applies faults from there on.
struct AfterStage: FaultStage {
    let place: Int
    private var offset = FaultOffset()
    private var rest: FaultPipeline
    private var isBehind = false

    init(place: Int, rest: FaultPipeline) {
        self.place = place
        self.rest = rest
    }

    var stopsReading: Bool { isBehind && rest.stopsReading }
    var wakeTime: Duration? { rest.wakeTime }

    mutating func start(at now: Duration) -> [FaultDelivery] {
        guard place == 0 else { return [] }
        isBehind = true
        return rest.start(at: now)
    }

    mutating func take(_ delivery: FaultDelivery) -> [FaultDelivery] {
        guard !isBehind else { return rest.take(delivery) }
        guard case .bytes(let bytes) = delivery.content else { return [delivery] }
        let (before, behind) = offset.split(bytes, at: place)
        var result = before.map { [FaultDelivery(.bytes($0), due: delivery.due)] } ?? []
        guard offset.hasReached(place) else { return result }
        isBehind = true
        result += rest.start(at: delivery.due)
        if let behind { result += rest.take(FaultDelivery(.bytes(behind), due: delivery.due)) }
        return result
    }

    mutating func release(at now: Duration) -> [FaultDelivery] { rest.release(at: now) }
    mutating func wake(at now: Duration) -> [FaultDelivery] { rest.wake(at: now) }
}
