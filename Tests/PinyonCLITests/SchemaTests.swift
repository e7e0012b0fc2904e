import Testing

/// The validator that the other tests trust, and the schemas themselves.
@Suite(.timeLimit(.minutes(5)))
struct SchemaTests {
    private static let schema = """
        {"description": "d", "type": "object", "additionalProperties": false, "required": ["name", "sizes", "kind"],
         "properties": {
           "name": {"description": "d", "type": "string"},
           "sizes": {"description": "d", "type": "array",
                     "items": {"description": "d", "type": ["integer", "null"], "minimum": 1, "maximum": 9}},
           "kind": {"description": "d", "type": ["string", "null"], "enum": ["a", "b", null]},
           "is": {"description": "d", "type": "boolean", "const": true}}}
        """

    @Test(arguments: [
        #"{"name": "n", "sizes": [], "kind": "a"}"#,
        #"{"name": "n", "sizes": [1, null, 9, 3.0], "kind": null, "is": true}"#,
    ])
    func whatFitsHasNoViolations(_ text: String) throws {
        #expect(JSONSchema(try JSON(parsing: Self.schema)).violations(try JSON(parsing: text)) == [])
    }

    @Test(arguments: [
        ("[]", "report is array([]), not of type object"),
        (#"{"sizes": [], "kind": "a"}"#, "report.name is missing"),
        (#"{"name": null, "sizes": [], "kind": "a"}"#, "report.name is null, not of type string"),
        (#"{"name": "n", "sizes": {}, "kind": "a"}"#, "report.sizes is object([:]), not of type array"),
        (#"{"name": "n", "sizes": [1, 2.5], "kind": "a"}"#, "report.sizes[1] is number(2.5), not of type integer"),
        (#"{"name": "n", "sizes": [0], "kind": "a"}"#, "report.sizes[0] is below 1.0"),
        (#"{"name": "n", "sizes": [10], "kind": "a"}"#, "report.sizes[0] is above 9.0"),
        (#"{"name": "n", "sizes": [true], "kind": "a"}"#, "report.sizes[0] is boolean(true), not of type integer"),
        (#"{"name": "n", "sizes": [], "kind": "c"}"#, #"report.kind is string("c")"#),
        (#"{"name": "n", "sizes": [], "kind": "a", "is": false}"#, "report.is is boolean(false)"),
        (#"{"name": "n", "sizes": [], "kind": "a", "is": 1}"#, "report.is is number(1.0), not of type boolean"),
        (#"{"name": "n", "sizes": [], "kind": "a", "more": 1}"#, "report.more is unknown"),
    ])
    func whatDoesNotFitIsNamed(_ text: String, _ violation: String) throws {
        let schema = JSONSchema(try JSON(parsing: Self.schema))
        let found = schema.violations(try JSON(parsing: text))
        #expect(found.count == 1 && found[0].hasPrefix(violation), "\(found)")
    }

    @Test(arguments: ["", "{} {}", "{", "{}x", "nothing"])
    func textThatIsNotOneValueIsNoJSON(_ text: String) {
        #expect(throws: (any Error).self) { _ = try JSON(parsing: text) }
    }

    @Test(arguments: ["replay", "bench-near", "bench-client"])
    func schemasDescribeAndRequireEveryField(_ name: String) throws {
        let schema = try JSONSchema(named: name)
        #expect(schema.flaws == [])
        #expect(schema.root["$schema"] == "https://json-schema.org/draft/2020-12/schema")
    }

    @Test(arguments: [
        (#"{"type": "string"}"#, "report has no description"), (#"{"description": "d"}"#, "report has no type"),
        (#"{"description": "d", "type": "string", "pattern": "a"}"#, "report uses pattern"),
        (
            #"{"description": "d", "type": "object", "properties": {}, "additionalProperties": true}"#, "report is open"
        ),
        (
            #"{"description": "d", "type": "object", "additionalProperties": false, "properties": {"a": {"type": "null"}}}"#,
            "report.a has no description"
        ),
    ])
    func flawsOfASchemaAreFound(_ text: String, _ flaw: String) throws {
        #expect(JSONSchema(try JSON(parsing: text)).flaws.contains(flaw))
    }
}
