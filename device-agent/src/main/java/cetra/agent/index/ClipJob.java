package cetra.agent.index;

import java.io.IOException;

/** What one stage does with a clip. */
public interface ClipJob {
  /** What the stage is called in logs. */
  String name();

  /** The state it claims. */
  Clip.State claims();

  /**
   * Does its work and commits the clip's next state. What it does outside the database it can do
   * again, for it may have been cut off at any point before.
   *
   * @throws GotFurther when it was cut off on its way; it goes on soon
   * @throws AskedToWait when it is to be tried again no sooner than it says
   * @throws IOException when it cannot be done now; it is tried again later
   */
  void work(Clip clip) throws IOException, InterruptedException;
}
