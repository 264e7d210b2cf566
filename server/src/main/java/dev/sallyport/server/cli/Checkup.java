package dev.sallyport.server.cli;

import dev.sallyport.policy.rules.InvalidPolicyException;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.RefusedException;
import dev.sallyport.server.approval.TicketFilter;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.approval.TrustRoot;
import dev.sallyport.server.audit.ChainReport;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.RolePowers;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.PolicyInForce;
import dev.sallyport.server.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** The checks of {@code doctor}, each on its own: one that fails does not hide the others. */
final class Checkup {
  private final Sallyport sallyport;

  Checkup(Sallyport sallyport) {
    this.sallyport = sallyport;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.good("java", "Java " + Runtime.version().feature()));
    Finding database = safely("database", this::database);
    boolean reached = database.grade() != Finding.Grade.BAD;
    findings.add(database);
    ProjectCheckup project = new ProjectCheckup(sallyport);
    // A throw-away PostgreSQL takes as long to start as all the others to answer.
    FutureTask<Finding> shadow = new FutureTask<>(() -> safely("shadow", project::shadow));
    if (reached) {
      Thread beside = new Thread(shadow, "shadow-checkup");
      beside.setDaemon(true);
      beside.start();
    }
    findings.add(safely("environment", this::environment));
    findings.add(reached ? safely("role", this::role) : unseen("role"));
    findings.add(safely("policy", this::policy));
    findings.add(safely("trust root", this::trust));
    findings.add(safely("store", this::store));
    findings.add(safely("audit log", this::audit));
    findings.add(reached ? safely("clock", project::clock) : unseen("clock"));
    findings.add(reached ? safely("migrations", project::migrations) : unseen("migrations"));
    findings.add(safely("prisma", project::prisma));
    findings.add(reached ? finished("shadow", shadow) : unseen("shadow"));
    findings.add(safely("exposure", project::exposure));
    findings.add(safely("hook", project::hook));
    return findings;
  }

  private static Finding finished(String check, FutureTask<Finding> task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.bad(check, "interrupted", "try again");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** One cause is told once; what could not be asked is not called sound. */
  private static Finding unseen(String check) {
    return Finding.doubtful(
        check, "not looked at: the database can't be reached", "mend what `database` says first");
  }

  private Finding database() {
    var identity = sallyport.target().identity();
    return Finding.good(
        "database",
        "PostgreSQL "
            + identity.majorVersion()
            + ", `"
            + identity.database()
            + "` on "
            + identity.host());
  }

  private Finding environment() {
    Answer status = sallyport.gate().status(new Cancellation());
    Object why = status.body().get("environment_why");
    String reasons =
        why instanceof Collection<?> all
            ? String.join("; ", all.stream().map(String::valueOf).toList())
            : String.valueOf(why);
    return Finding.good("environment", status.body().get("environment") + ": " + reasons);
  }

  private Finding role() {
    RolePowers powers = sallyport.target().powers();
    String held = String.join(", ", powers.labels());
    if (powers.superuser()) {
      return Finding.doubtful(
          "role",
          "`" + powers.role() + "` is a superuser",
          "run the statements below as the owner, and use their roles in DATABASE_URL and"
              + " SALLYPORT_READER_URL");
    }
    if (!powers.labels().isEmpty()) {
      return Finding.doubtful(
          "role",
          "`" + powers.role() + "` can do more than it needs: " + held,
          "read with a role of its own: SALLYPORT_READER_URL");
    }
    return Finding.good("role", "`" + powers.role() + "` has no power beyond its grants");
  }

  private Finding policy() {
    PolicyInForce policy = sallyport.policies().current();
    return policy.remarks().isEmpty()
        ? Finding.good("policy", policy.source())
        : Finding.doubtful(
            "policy",
            policy.source() + ": " + String.join("; ", policy.remarks()),
            "an approver runs `sallyport policy trust`");
  }

  private Finding trust() {
    TrustRoot trust = sallyport.trust();
    return trust.isEmpty()
        ? Finding.doubtful(
            "trust root",
            "nobody is enrolled: no ticket can be approved",
            "run `sallyport approver init NAME` on a terminal")
        : Finding.good("trust root", trust.approvers().size() + " approvers enrolled");
  }

  private Finding store() {
    int unknown = sallyport.desk().list(TicketFilter.in(TicketState.Kind.UNKNOWN)).size();
    return unknown == 0
        ? Finding.good("store", "opens and answers")
        : Finding.bad(
            "store",
            unknown + " tickets whose outcome nobody knows",
            "look at the target, then settle them: `sallyport tickets list`");
  }

  private Finding audit() {
    ChainReport report = sallyport.desk().audit().verify();
    return report
        .broken()
        .map(
            broken ->
                Finding.bad(
                    "audit log",
                    "record " + broken.sequence() + ": " + broken.message(),
                    "keep the store as it is, and look with `sallyport audit verify`"))
        .orElseGet(
            () -> Finding.good("audit log", report.records() + " records, every link holds"));
  }

  private static Finding safely(String check, Supplier<Finding> work) {
    try {
      return work.get();
    } catch (DatabaseException e) {
      return Finding.bad(check, e.message(), e.help());
    } catch (StoreException e) {
      return Finding.bad(check, String.valueOf(e.getMessage()), e.help());
    } catch (RefusedException e) {
      return Finding.bad(check, String.valueOf(e.getMessage()), e.help());
    } catch (SallyportException e) {
      return Finding.bad(check, String.valueOf(e.getMessage()), e.help());
    } catch (InvalidPolicyException e) {
      return Finding.bad(
          check,
          e.mistakes().size() + " mistakes in the policy file",
          "run `sallyport policy check`");
    }
  }
}
