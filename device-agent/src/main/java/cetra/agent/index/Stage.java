package cetra.agent.index;

/** One stage of the way from an order to an upload; never calls the next one. */
public interface Stage {
  /** What it is called in logs. */
  String name();

  /**
   * Claims one piece of work that is due, does it and commits its next state.
   *
   * @return whether there was one
   */
  boolean work() throws Exception;
}
