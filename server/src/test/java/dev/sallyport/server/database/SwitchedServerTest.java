package dev.sallyport.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A tunnel whose far end is switched to another database while Sallyport is running. */
class SwitchedServerTest {

  /** Carries bytes to a server, under a database name that it can exchange. */
  private static final class Tunnel implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final String from;
    private volatile String to;

    Tunnel(String name) throws IOException {
      from = name;
      to = name;
      daemon(this::accept);
    }

    /** From now on another database answers; what is open is cut. */
    void switchTo(String name) throws IOException {
      to = name;
      for (Socket socket : open) {
        socket.close();
      }
      open.clear();
    }

    private static void daemon(Runnable work) {
      Thread thread = new Thread(work, "tunnel");
      thread.setDaemon(true);
      thread.start();
    }

    private void accept() {
      while (!door.isClosed()) {
        try {
          Socket client = door.accept();
          Socket server = new Socket(InetAddress.getLoopbackAddress(), TestServer.port());
          open.add(client);
          open.add(server);
          daemon(() -> carry(client, server, true));
          daemon(() -> carry(server, client, false));
        } catch (IOException e) {
          return;
        }
      }
    }

    private void carry(Socket source, Socket target, boolean begins) {
      byte[] buffer = new byte[8192];
      boolean first = begins;
      try (InputStream in = source.getInputStream();
          OutputStream out = target.getOutputStream()) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          byte[] piece = java.util.Arrays.copyOf(buffer, n);
          out.write(first && n > 8 ? renamed(piece) : piece);
          first &= n <= 8;
          out.flush();
        }
      } catch (IOException e) {
        // One side hung up.
      }
    }

    /** Both names are equally long, so that the message's length stays right. */
    private byte[] renamed(byte[] startup) {
      String text = new String(startup, java.nio.charset.StandardCharsets.ISO_8859_1);
      return text.replace("database\0" + from + "\0", "database\0" + to + "\0")
          .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
      door.close();
      switchTo(from);
    }
  }

  @Test
  void anotherDatabaseBehindTheSameAddressIsNotWrittenTo() throws IOException {
    TestServer.TestDatabase first = TestServer.create();
    TestServer.TestDatabase second = TestServer.create();
    assertThat(second.name()).hasSameSizeAs(first.name());
    for (TestServer.TestDatabase database : List.of(first, second)) {
      database.run("CREATE TABLE t(id int)", "GRANT ALL ON t TO agent");
    }
    try (Tunnel tunnel = new Tunnel(first.name());
        TargetDatabase target =
            new TargetDatabase(
                ConnectionSettings.parse(
                    "postgresql://agent@127.0.0.1:"
                        + tunnel.door.getLocalPort()
                        + "/"
                        + first.name()
                        + "?sslmode=disable"),
                null)) {
      insert(target);
      tunnel.switchTo(second.name());

      assertThatThrownBy(() -> insert(target))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSAFE_SESSION))
          .hasMessage("another database answers at this address than before");
      assertThat(second.column("select id from t")).isEmpty();

      tunnel.switchTo(first.name());
      insert(target);
      assertThat(first.column("select id from t")).hasSize(2);
    }
  }

  private static void insert(TargetDatabase target) {
    try (WriteSession session = target.openWrite(WriteLimits.DEFAULT)) {
      session.run("INSERT INTO t VALUES (1)", Cancellation.none());
      session.commit();
    }
  }
}
