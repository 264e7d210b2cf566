package dev.sallyport.server.demo;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The booking incident from the agent's first look to the approver's last signature, on parts that
 * are real and all thrown away at the end.
 */
public final class Demo {
  private static final String AGENT = "claude@booking";

  private final Screen screen;
  private final Audience audience;
  private final Path parent;

  /**
   * @param out where the audience looks
   * @param colour whether it can show colours
   * @param parent where the folder for everything it makes is put
   */
  public Demo(PrintStream out, boolean colour, Audience audience, Path parent) {
    this.screen = new Screen(out, colour);
    this.audience = audience;
    this.parent = parent;
  }

  /** Plays it once. {@link ExitCode#FOUND} where something went otherwise than it must. */
  public ExitCode play() {
    screen.title("Sallyport demo: the booking incident");
    screen.say(
        "34 businesses book on one PostgreSQL. The schema in the code is ahead of the database,"
            + " 42 tests fail, and an agent is asked to help. Everything below is real and runs"
            + " now; nothing of yours is touched.");
    screen.space();
    try (ThrowAway folder = ThrowAway.make(parent);
        EmbeddedServer server =
            screen.during(
                "starting a PostgreSQL of its own",
                () -> EmbeddedServer.start(folder.folder("postgres")))) {
      EmbeddedDatabase database =
          screen.during(
              "loading the example: 34 tenants with their bookings",
              () -> {
                EmbeddedDatabase made = server.createDatabase("booking", "booking_owner");
                BookingExample.load(made);
                BookingExample.copyTo(folder.folder("project"));
                return made;
              });
      return play(folder, database);
    }
  }

  private ExitCode play(ThrowAway folder, EmbeddedDatabase database) {
    Path project = folder.folder("project");
    Map<String, String> environment = new HashMap<>();
    environment.put("DATABASE_URL", database.url());
    environment.put("SALLYPORT_HOME", folder.folder("home").toString());
    environment.put("SALLYPORT_CONFIG", folder.folder("trust").toString());
    try (DemoApprover approver =
        screen.during(
            "making a throw-away approver's key and trust root",
            () -> prepared(environment, folder, project))) {
      environment.put("SALLYPORT_AGENT_TOKEN", approver.enrolAgent(AGENT));
      try (DemoAgent agent =
          screen.during(
              "starting the server for the agent",
              () ->
                  DemoAgent.start(
                      ProgramCommand.with("serve", "--project", project.toString()),
                      ProgramCommand.environment(environment)))) {
        new Story(screen, audience, agent, approver, database, environment, project).tell();
      }
    } catch (OtherwiseThanTold otherwise) {
      screen.outcome(Screen.Tone.BAD, otherwise.getMessage());
      screen.last("demo failed: this is a mistake of Sallyport, please report it");
      return ExitCode.FOUND;
    }
    screen.last("demo finished: nothing was lost");
    return ExitCode.DONE;
  }

  private static DemoApprover prepared(
      Map<String, String> environment, ThrowAway folder, Path project) {
    DemoApprover approver = new DemoApprover(environment, folder.folder("key"), project);
    approver.pin("production");
    return approver;
  }

  /** The program did not do what the demo says of it. */
  static final class OtherwiseThanTold extends SallyportException {
    private static final long serialVersionUID = 1L;

    OtherwiseThanTold(String message) {
      super(ExitCode.FOUND, message, "report this");
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
