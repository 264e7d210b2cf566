package dev.sallyport.server.guard.setup;

import java.util.List;
import java.util.Optional;

/** The check in GitHub Actions, where the project is on GitHub or on nothing else. */
final class Workflow {
  private static final String PATH = ".github/workflows/sallyport.yml";
  private static final List<String> OTHERS =
      List.of(
          ".gitlab-ci.yml",
          "azure-pipelines.yml",
          "Jenkinsfile",
          "bitbucket-pipelines.yml",
          ".circleci/config.yml");
  private static final String TEXT =
      """
      # Written by `sallyport init`. Sallyport itself comes from the repository that the variable
      # SALLYPORT_REPOSITORY names (owner/name); set it in the repository's settings.
      name: sallyport
      on:
        pull_request:
      permissions:
        contents: read
      jobs:
        check:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
              with:
                fetch-depth: 0
                persist-credentials: false
            - uses: actions/checkout@v4
              with:
                repository: ${{ vars.SALLYPORT_REPOSITORY }}
                path: .sallyport-program
                persist-credentials: false
            - uses: actions/setup-java@v4
              with:
                distribution: temurin
                java-version: 17
            - run: .sallyport-program/sallyport check --base "origin/$BASE" --database --format github
              env:
                BASE: ${{ github.base_ref }}
      """;

  private final ProjectTree tree;

  Workflow(ProjectTree tree) {
    this.tree = tree;
  }

  List<FileEdit> edits() {
    boolean elsewhere = OTHERS.stream().anyMatch(name -> tree.text(name).isPresent());
    if (elsewhere && !tree.isFolder(".github")) {
      return List.of();
    }
    Optional<String> before = tree.text(PATH);
    return List.of(
        new FileEdit(PATH, before, before.orElse(TEXT), List.of(), false, "the check of a branch"));
  }
}
