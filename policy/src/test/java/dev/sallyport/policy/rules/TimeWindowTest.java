package dev.sallyport.policy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.rules.yaml.Fields;
import dev.sallyport.policy.rules.yaml.Mistakes;
import dev.sallyport.policy.rules.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {
  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "hours: 09:00-17:00, zone: Europe/Berlin                | 2026-11-20T08:00:00Z | true",
        "hours: 09:00-17:00, zone: Europe/Berlin                | 2026-11-20T07:59:59Z | false",
        "hours: 09:00-17:00, zone: Europe/Berlin                | 2026-11-20T16:00:00Z | false",
        "hours: 09:00-17:00, zone: Europe/Berlin                | 2026-07-20T07:00:00Z | true",
        "hours: 22:00-06:00, zone: UTC                          | 2026-11-20T23:00:00Z | true",
        "hours: 22:00-06:00, zone: UTC                          | 2026-11-20T05:59:59Z | true",
        "hours: 22:00-06:00, zone: UTC                          | 2026-11-20T06:00:00Z | false",
        "'days: [fri], hours: 22:00-06:00, zone: UTC'           | 2026-11-21T05:00:00Z | true",
        "'days: [fri], hours: 22:00-06:00, zone: UTC'           | 2026-11-20T05:00:00Z | false",
        "hours: 18:00-24:00, zone: UTC                          | 2026-11-20T23:59:59Z | true",
        "hours: 18:00-24:00, zone: UTC                          | 2026-11-20T00:00:00Z | false",
        "days: [sat], zone: Pacific/Auckland                    | 2026-11-20T12:00:00Z | true",
        "dates: 2026-12-20..2027-01-03, zone: Europe/Berlin     | 2026-12-19T23:00:00Z | true",
        "dates: 2026-12-20..2027-01-03, zone: Europe/Berlin     | 2026-12-19T22:59:59Z | false",
        "dates: 2026-12-20..2027-01-03, zone: Europe/Berlin     | 2027-01-03T22:59:59Z | true",
        "dates: 2026-12-20..2027-01-03, zone: Europe/Berlin     | 2027-01-03T23:00:00Z | false",
        "hours: 02:00-03:00, zone: Europe/Berlin                | 2026-03-29T01:30:00Z | false",
        "hours: 02:00-03:00, zone: Europe/Berlin                | 2026-10-25T00:30:00Z | true",
        "hours: 02:00-03:00, zone: Europe/Berlin                | 2026-10-25T01:30:00Z | true",
      })
  void contains(String window, Instant moment, boolean inside) {
    String yaml = "during: [{ " + window + " }]";
    Mistakes mistakes = new Mistakes("window");
    Fields fields =
        Fields.of(YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8), mistakes).orElseThrow());

    TimeWindow read = new Spans(mistakes).windows(fields, "during").get(0);

    assertThat(read.contains(moment)).isEqualTo(inside);
  }
}
