package dev.sallyport.server.migration.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.migration.ProjectOnDisk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFilesTest {
  @TempDir Path folder;
  @TempDir Path elsewhere;

  @Test
  void readsWhatIsThere() {
    FileReading reading =
        new ProjectOnDisk(folder).with("a/b c/ü.sql", "SELECT 'ü';").files().read("a/b c/ü.sql");

    assertThat(((FileReading.Content) reading).text()).contains("SELECT 'ü';");
  }

  @Test
  void listsNamesOfEveryKindSorted() throws IOException {
    ProjectOnDisk disk = new ProjectOnDisk(folder).with("ü + %41.sql", "").with("b/x", "");
    Files.createSymbolicLink(folder.resolve("a link"), elsewhere);
    new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().onExit().join();

    assertThat(disk.files().list("").entries())
        .extracting(entry -> entry.name() + " " + entry.kind())
        .containsExactly("a link LINK", "b FOLDER", "pipe OTHER", "ü + %41.sql FILE");
  }

  @Test
  void followsNoLinkToAFile() throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret"), "s3cret");
    Files.createSymbolicLink(folder.resolve("01_a.sql"), secret);

    assertThat(new ProjectFiles(folder).read("01_a.sql"))
        .isEqualTo(new FileReading.Refused("01_a.sql", "is a symbolic link"));
  }

  @Test
  void followsNoLinkToAFolder() throws IOException {
    Files.writeString(elsewhere.resolve("migration.sql"), "s3cret");
    Files.createSymbolicLink(folder.resolve("1_x"), elsewhere);

    ProjectFiles files = new ProjectFiles(folder);

    assertThat(files.read("1_x/migration.sql"))
        .isEqualTo(new FileReading.Refused("1_x/migration.sql", "`1_x` is a symbolic link"));
    assertThat(files.list("1_x").state()).isEqualTo(FolderReading.State.REFUSED);
  }

  @Test
  void climbsOutOfNothing() {
    assertThat(new ProjectFiles(folder).read("../" + elsewhere.getFileName() + "/x"))
        .isInstanceOf(FileReading.Refused.class);
  }

  @Test
  void waitsForNoPipe() {
    new ProjectOnDisk(folder).with("x", "");
    mkfifo("pipe.sql");

    assertThat(new ProjectFiles(folder).read("pipe.sql"))
        .isEqualTo(new FileReading.Refused("pipe.sql", "is no regular file"));
  }

  @Test
  void loadsNothingHuge() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("huge.sql").toFile(), "rw")) {
      file.setLength(3L << 30);
    }

    assertThat(new ProjectFiles(folder).read("huge.sql"))
        .isEqualTo(new FileReading.Refused("huge.sql", "is larger than 8 MiB"));
  }

  @Test
  void takesNeitherBinaryNorBrokenBytesForText() throws IOException {
    Files.write(folder.resolve("nul"), new byte[] {'a', 0, 'b'});
    Files.write(folder.resolve("latin"), "ü".getBytes(StandardCharsets.ISO_8859_1));

    ProjectFiles files = new ProjectFiles(folder);

    assertThat(((FileReading.Content) files.read("nul")).text()).isEmpty();
    assertThat(((FileReading.Content) files.read("latin")).text()).isEmpty();
  }

  @Test
  void tellsAbsentFromRefused() {
    assertThat(new ProjectFiles(folder).read("no/such"))
        .isEqualTo(new FileReading.Absent("no/such"));
    assertThat(new ProjectFiles(folder).list("no").state()).isEqualTo(FolderReading.State.ABSENT);
  }

  private void mkfifo(String name) {
    try {
      new ProcessBuilder("mkfifo", folder.resolve(name).toString()).start().onExit().join();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
