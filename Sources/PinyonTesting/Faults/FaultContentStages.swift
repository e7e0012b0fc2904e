import NIOCore

/// Flips bits of one byte.
struct CorruptStage: FaultStage {
    let place: Int
    let mask: UInt8
    private var offset = FaultOffset()
    private var isDone = false

    init(place: Int, mask: UInt8?, random: FaultRandom) {
        var random = random
        self.place = place
        self.mask = mask ?? UInt8.random(in: 1...UInt8.max, using: &random)
    }

    mutating func take(_ delivery: FaultDelivery) -> [FaultDelivery] {
        guard !isDone, case .bytes(var bytes) = delivery.content else { return [delivery] }
        let (before, behind) = offset.split(bytes, at: place)
        guard behind != nil else { return [delivery] }
        isDone = true
        let index = bytes.readerIndex + (before?.readableBytes ?? 0)
        if let byte: UInt8 = bytes.getInteger(at: index) { bytes.setInteger(byte ^ mask, at: index) }
        return [FaultDelivery(.bytes(bytes), due: delivery.due)]
    }
}

/// Delivers bytes that nobody sent.
struct InjectStage: FaultStage {
    let bytes: [UInt8]
    let place: Int
    private var offset = FaultOffset()
    private var isDone = false

    init(bytes: [UInt8], place: Int) {
        self.bytes = bytes
        self.place = place
    }

    mutating func start(at now: Duration) -> [FaultDelivery] {
        guard place == 0 else { return [] }
        isDone = true
        return [FaultDelivery(.bytes(ByteBuffer(bytes: bytes)), due: now)]
    }

    mutating func take(_ delivery: FaultDelivery) -> [FaultDelivery] {
        guard !isDone, case .bytes(let chunk) = delivery.content else { return [delivery] }
        let (before, behind) = offset.split(chunk, at: place)
        guard offset.hasReached(place) else { return [delivery] }
        isDone = true
        return [before, ByteBuffer(bytes: bytes), behind].compactMap { part in
            part.map { FaultDelivery(.bytes($0), due: delivery.due) }
        }
    }
}

/// Delivers one chunk twice.
struct DuplicateChunkStage: FaultStage {
    let index: Int
    private var seen = 0

    init(index: Int) {
        self.index = index
    }

    mutating func take(_ delivery: FaultDelivery) -> [FaultDelivery] {
        guard case .bytes = delivery.content else { return [delivery] }
        defer { seen += 1 }
        return seen == index ? [delivery, delivery] : [delivery]
    }
}

/// Delivers a range of bytes a second time, right behind its last byte.
struct DuplicateRangeStage: FaultStage {
    let range: Range<Int>
    private var start = FaultOffset()
    private var end = FaultOffset()
    private var copy = ByteBuffer()
    private var isDone = false

    init(range: Range<Int>) {
        self.range = range
    }

    mutating func take(_ delivery: FaultDelivery) -> [FaultDelivery] {
        guard !isDone, !range.isEmpty, case .bytes(let bytes) = delivery.content else { return [delivery] }
        let (before, behind) = end.split(bytes, at: range.upperBound)
        if let before, var inRange = start.split(before, at: range.lowerBound).behind { copy.writeBuffer(&inRange) }
        guard end.hasReached(range.upperBound) else { return [delivery] }
        isDone = true
        return [before, copy, behind].compactMap { part in
            part.map { FaultDelivery(.bytes($0), due: delivery.due) }
        }
    }
}
