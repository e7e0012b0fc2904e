import PinyonClient
import PinyonOps
import Testing

/// What keys and values take.
struct SizeModelTests {
    @Test(arguments: [
        (1, 8, 8), (24, 24, 32), (33, 40, 48), (64, 64, 64), (65, 80, 80), (128, 128, 128), (129, 160, 160),
        (257, 320, 320), (10_246, 12_288, 12_288), (10_240, 10_240, 10_240),
    ])
    func sizesAreRoundedAsTheAllocatorDoes(_ bytes: Int, _ ownBuild: Int, _ system: Int) {
        #expect(AllocatorSizes.jemalloc(step: 8)[bytes] == ownBuild)
        #expect(AllocatorSizes.jemalloc(step: 16)[bytes] == system)
    }

    @Test(arguments: [(1, 24), (24, 24), (25, 40), (100, 104)])
    func theLibraryOfCRoundsTo16WithAHead(_ bytes: Int, _ size: Int) {
        #expect(AllocatorSizes.libc[bytes] == size)
    }

    /// Valkey's published measurement of names and values of 16 bytes: 99.4 bytes a key before the name was put into
    /// the entry, 91.4 with 8.0.
    @Test(arguments: [(SizeModel.Layout.apart, 99.4), (.nameInEntry, 91.4)])
    func smallStringsTakeWhatWasMeasured(_ layout: SizeModel.Layout, _ measured: Double) {
        let model = SizeModel(layout: layout)
        let bytes = Double(model.key(16, hasEnd: false) + model.string(16))
        #expect(abs(bytes - measured) < 0.03 * measured)
    }

    @Test func namesInObjectsTakeLeast() {
        let layouts: [SizeModel.Layout] = [.apart, .nameInEntry, .nameInObject]
        let sizes = layouts.map { layout in
            let model = SizeModel(layout: layout)
            return model.key(16, hasEnd: true) + model.string(16)
        }
        #expect(sizes == sizes.sorted(by: >))
        #expect(Set(sizes).count == 3)
    }

    @Test func anEndCostsAnEntry() {
        let model = SizeModel()
        #expect(model.key(16, hasEnd: true) - model.key(16, hasEnd: false) == 24 + 12)
    }

    @Test func aFewBytesMayCostTheNextSize() {
        let model = SizeModel()
        #expect(model.string(10_000) == 16 + 10_240)
        #expect(model.string(10_240) == 16 + 12_288)
    }

    @Test func hashesAreCompactUpToTheLimit() throws {
        let model = SizeModel(compactFields: 4)
        let compact = try #require(model.compactHash(fields: 4, bytes: 80))
        #expect(compact == 16 + 112)
        #expect(model.compactHash(fields: 5, bytes: 80) == nil)
        #expect(model.compactHash(fields: 1, bytes: 200) == nil)
        #expect(model.tableHash(fields: 4, bytes: 80) == 16 + 56 + 32 + 4 * (24 + 2 * 16))
    }

    @Test func aServersVersionAllocatorAndSettingsAreUsed() {
        var node = MadeUp.node(settings: ["hash-max-listpack-entries": "100", "hash-max-listpack-value": "32"])
        node.allocatorQuantum = .value(16)
        let model = SizeModel(node)
        #expect(model.layout == .apart)
        #expect(model.sizes == .jemalloc(step: 16))
        #expect(model.compactFields == 100)
        #expect(model.compactBytes == 32)
        #expect(SizeModel(MadeUp.node(["redis_version": "8.2.0"])).layout == .nameInObject)
        let valkey = MadeUp.node(["redis_version": "7.2.4", "valkey_version": "8.0.1"])
        #expect(SizeModel(valkey).layout == .nameInEntry)
        #expect(SizeModel(MadeUp.node(["mem_allocator": "libc"])).sizes == .libc)
    }
}
