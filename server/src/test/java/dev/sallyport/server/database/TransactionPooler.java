package dev.sallyport.server.database;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A pooler as pgbouncer is in transaction mode: all clients share one server process, each has it
 * for a transaction. It tells every client a process number of its own making.
 */
final class TransactionPooler implements AutoCloseable {
  private final ServerSocket door;
  private final Socket backend;
  private final DataInputStream fromBackend;
  private final DataOutputStream toBackend;
  private final ReentrantLock free = new ReentrantLock();

  TransactionPooler(int port, String user, String database) throws IOException {
    backend = new Socket(InetAddress.getLoopbackAddress(), port);
    fromBackend = new DataInputStream(backend.getInputStream());
    toBackend = new DataOutputStream(backend.getOutputStream());
    byte[] names =
        ("user\0" + user + "\0database\0" + database + "\0client_encoding\0UTF8\0\0")
            .getBytes(StandardCharsets.UTF_8);
    toBackend.writeInt(8 + names.length);
    toBackend.writeInt(196608);
    toBackend.write(names);
    toBackend.flush();
    relayUntilReady(new DataOutputStream(java.io.OutputStream.nullOutputStream()));
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "pooler");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        daemon(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      in.readNBytes(in.readInt() - 4);
      greet(out);
      while (true) {
        int type = in.read();
        if (type < 0 || type == 'X') {
          return;
        }
        transaction(type, in, out);
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private static void greet(DataOutputStream out) throws IOException {
    out.write('R');
    out.writeInt(8);
    out.writeInt(0);
    String[] settings = {
      "client_encoding",
      "UTF8",
      "DateStyle",
      "ISO, MDY",
      "server_version",
      "17.0",
      "standard_conforming_strings",
      "on",
      "integer_datetimes",
      "on"
    };
    for (int i = 0; i < settings.length; i += 2) {
      byte[] body = (settings[i] + "\0" + settings[i + 1] + "\0").getBytes(StandardCharsets.UTF_8);
      out.write('S');
      out.writeInt(4 + body.length);
      out.write(body);
    }
    out.write('K');
    out.writeInt(12);
    out.writeInt(7_654_321);
    out.writeInt(1);
    out.write(new byte[] {'Z', 0, 0, 0, 5, 'I'});
    out.flush();
  }

  /** Holds the backend from a client's first message until it is idle again. */
  private void transaction(int first, DataInputStream in, DataOutputStream out) throws IOException {
    free.lock();
    try {
      int type = first;
      while (true) {
        byte[] body = in.readNBytes(in.readInt() - 4);
        toBackend.write(type);
        toBackend.writeInt(4 + body.length);
        toBackend.write(body);
        if (type == 'S' || type == 'Q') {
          toBackend.flush();
          if (relayUntilReady(out) == 'I') {
            return;
          }
        }
        type = in.read();
        if (type < 0) {
          throw new IOException("gone");
        }
      }
    } finally {
      free.unlock();
    }
  }

  private int relayUntilReady(DataOutputStream out) throws IOException {
    while (true) {
      int type = fromBackend.readUnsignedByte();
      byte[] body = fromBackend.readNBytes(fromBackend.readInt() - 4);
      out.write(type);
      out.writeInt(4 + body.length);
      out.write(body);
      if (type == 'Z') {
        out.flush();
        return body[0];
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    backend.close();
  }
}
