package cetra.tools.schedule;

import cetra.relay.schedule.DeviceLink;
import cetra.relay.schedule.UploadPlan;
import cetra.wire.message.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Orders, offers and links as the simulation tells them, numbered as the plan wants them. */
final class World {
  /**
   * An order.
   *
   * @param weight of one tier of it
   * @param preview its first element in previews
   * @param full its first element in full clips; that of previews where it wants none
   */
  private record Order(double weight, boolean life, int preview, int full) {}

  private final UploadPlan plan = new UploadPlan();
  private final Map<Integer, Order> orders = new HashMap<>();
  private final Map<Integer, Integer> clips = new HashMap<>();
  private final Map<Integer, Integer> names = new HashMap<>();

  /**
   * Takes a line; answers a tick with its grants.
   *
   * @throws IllegalArgumentException when it is no line of the protocol; says why
   */
  Optional<String> line(String line) {
    JsonNode json = Json.read(line, JsonNode.class);
    return switch (json.path("type").asText()) {
      case "world" -> Optional.empty();
      case "tick" -> Optional.of(tick(json));
      default -> throw new IllegalArgumentException("type is neither world nor tick");
    };
  }

  private String tick(JsonNode tick) {
    double now = tick.path("t").asDouble();
    tick.path("done").forEach(clip -> plan.delivered(number(clip)));
    tick.path("devices").forEach(device -> device(device, now));
    tick.path("orders").forEach(this::order);
    tick.path("offers").forEach(this::offer);
    JsonNode listed = tick.path("candidates");
    int[] candidates = new int[listed.size()];
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] = number(listed.get(i).get(0));
      plan.remaining(candidates[i], listed.get(i).get(1).asDouble());
    }
    StringBuilder grants = new StringBuilder("{\"grants\":[");
    plan.plan(
        now,
        tick.path("relayBytesPerSecond").asDouble(),
        numbers(tick.path("cells")),
        candidates,
        candidates.length,
        (clip, rate) ->
            grants
                .append(grants.charAt(grants.length() - 1) == '[' ? "[" : ",[")
                .append(names.get(clip))
                .append(',')
                .append(Math.round(rate))
                .append(']'));
    return grants.append("]}").toString();
  }

  private int number(JsonNode clip) {
    Integer number = clips.get(clip.asInt());
    if (number == null) {
      throw new IllegalArgumentException("clip " + clip + " was never offered");
    }
    return number;
  }

  private void device(JsonNode device, double now) {
    DeviceLink link =
        new DeviceLink(
            device.path(1).asInt(),
            device.path(2).asBoolean(),
            device.path(3).asBoolean(),
            device.path(4).asDouble(),
            device.path(5).asDouble(),
            device.path(6).asDouble());
    plan.device(device.path(0).asInt(), link, now);
  }

  private void order(JsonNode order) {
    double[] elements = numbers(order.path("elements"));
    boolean full = order.path("wantsFull").asBoolean();
    int preview = plan.scene(elements);
    double weight = order.path("weight").asDouble() * (full ? 0.5 : 1);
    boolean life = order.path("urgency").asText().equals("life");
    orders.put(
        order.path("order").asInt(),
        new Order(weight, life, preview, full ? plan.scene(elements) : preview));
  }

  private void offer(JsonNode offer) {
    Order order = orders.get(offer.path("order").asInt());
    if (order == null) {
      throw new IllegalArgumentException("an offer to an unknown order: " + offer);
    }
    int first = offer.path("tier").asText().equals("full") ? order.full() : order.preview();
    JsonNode views = offer.path("views");
    int[] elements = new int[views.size()];
    float[] qualities = new float[views.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = first + views.get(i).path(0).asInt();
      qualities[i] = (float) views.get(i).path(1).asDouble();
    }
    int clip =
        plan.clip(
            offer.path("device").asInt(),
            order.weight(),
            order.life(),
            offer.path("bytes").asDouble(),
            Math.min(offer.path("deadline").asDouble(), offer.path("overwrittenAt").asDouble()),
            elements,
            qualities);
    clips.put(offer.path("clip").asInt(), clip);
    names.put(clip, offer.path("clip").asInt());
  }

  private static double[] numbers(JsonNode list) {
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.get(i).asDouble();
    }
    return numbers;
  }
}
