package dev.sallyport.server.gateway;

import dev.sallyport.server.approval.Step;
import java.util.List;

/** The steps of an operation's ticket that waits, or runs. */
public record OpenPlan(String ticket, List<Step> steps) {
  public OpenPlan {
    steps = List.copyOf(steps);
  }
}
