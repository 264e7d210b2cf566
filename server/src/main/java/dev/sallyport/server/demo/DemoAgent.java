package dev.sallyport.server.demo;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The agent of the demo: the MCP SDK's own client, with the real server as its child process on
 * standard input and output.
 */
final class DemoAgent implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final McpSyncClient client;

  private DemoAgent(McpSyncClient client) {
    this.client = client;
  }

  /**
   * Starts the server and says hello.
   *
   * @param command the server's program and arguments
   * @param environment the whole environment of the server; nothing else is inherited
   */
  static DemoAgent start(List<String> command, Map<String, String> environment) {
    ServerParameters parameters =
        ServerParameters.builder(command.get(0))
            .args(command.subList(1, command.size()))
            .env(environment)
            .build();
    McpSyncClient client =
        McpClient.sync(new CleanTransport(parameters))
            .clientInfo(new Implementation("sallyport-demo", "1"))
            .requestTimeout(PATIENCE)
            .initializationTimeout(PATIENCE)
            .build();
    try {
      client.initialize();
      return new DemoAgent(client);
    } catch (RuntimeException e) {
      client.close();
      throw new SallyportException(
          ExitCode.ENVIRONMENT,
          "the demo's server does not answer",
          "run `sallyport doctor`, and report this if it is healthy",
          e);
    }
  }

  /** Calls a tool as any agent would. */
  ToolAnswer call(String tool, Map<String, Object> arguments) {
    CallToolResult result = client.callTool(new CallToolRequest(tool, arguments));
    if (result.structuredContent() instanceof Map<?, ?> content) {
      return new ToolAnswer(content);
    }
    throw new SallyportException(
        ExitCode.ENVIRONMENT,
        "the tool `" + tool + "` answered without structured content",
        "this is a mistake of Sallyport: report it");
  }

  @Override
  public void close() {
    client.closeGracefully();
  }

  /** The SDK's transport without the environment of this process. */
  private static final class CleanTransport extends StdioClientTransport {
    CleanTransport(ServerParameters parameters) {
      super(parameters, McpJsonDefaults.getMapper());
      setStdErrorHandler(line -> {});
    }

    @Override
    protected ProcessBuilder getProcessBuilder() {
      ProcessBuilder builder = new ProcessBuilder();
      builder.environment().clear();
      return builder;
    }
  }
}
