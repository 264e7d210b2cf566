/**
 * Files that people write: YAML with the place of every word, and descriptions of what may stand
 * where. Start at {@link dev.sallyport.policy.rules.yaml.YamlReader}.
 *
 * <p>A {@link dev.sallyport.policy.rules.yaml.Shape} is the one description of a file: the reader
 * checks against it, and the JSON Schema for editors is written from it. YAML's cleverness
 * (anchors, aliases, tags, merge keys, several documents) is refused.
 */
@NullMarked
package dev.sallyport.policy.rules.yaml;

import org.jspecify.annotations.NullMarked;
