public import ServiceLifecycle

/// A client is a service: a `ServiceGroup` runs it. Put it before the services that use it, so that it is shut down
/// after them: a graceful shutdown ends its connections, and commands that come later fail with
/// ``ClientError/Code/shutDown``.
extension RedisClient: Service {}
