package dev.sallyport.server.gateway;

import dev.sallyport.server.SallyportException;

/** Writes files of a plan into the project, and nowhere else. */
public interface ProjectWriter {
  /**
   * Looks whether a file could be written.
   *
   * @param project the folder that the plan was made for
   * @throws SallyportException where this is another project, the path leads elsewhere or through a
   *     link, or something else is there
   */
  void check(String project, String path, byte[] bytes);

  /**
   * Writes a file that is not there yet; whole, or not at all. The same bytes may be there already.
   *
   * @throws SallyportException as {@link #check}
   */
  void write(String project, String path, byte[] bytes);

  /** Takes a file away that was just written; what differs stays. */
  void undo(String project, String path, byte[] bytes);

  /** The writer where no project is at hand: it refuses. */
  ProjectWriter NONE =
      new ProjectWriter() {
        @Override
        public void check(String project, String path, byte[] bytes) {
          throw SallyportException.usage(
              "no project is at hand to write `" + path + "` into", "run it with `--project`");
        }

        @Override
        public void write(String project, String path, byte[] bytes) {
          check(project, path, bytes);
        }

        @Override
        public void undo(String project, String path, byte[] bytes) {}
      };
}
