package dev.sallyport.policy.command;

import dev.sallyport.policy.command.Act.Loss;
import java.util.List;

/** What a work tree of Git holds besides its last commit, as somebody else has found out. */
@FunctionalInterface
public interface WorkTree {
  /**
   * Files that would be lost, absolute and normal; only those that may matter here.
   *
   * @param folder a folder of the work tree
   * @return empty where nothing can be told
   */
  List<String> losing(String folder, Loss loss);
}
