package io.rootops.app.prior;

import io.rootops.core.evaluate.PublicRecord;
import java.util.List;

/**
 * How the shipped prior did alone on labelled public projects, none of which it learned from: {@code rootops evaluate
 * commits --prior shipped --mode cold-start}. To be measured again whenever the prior is trained; the document
 * {@code how-good-is-it.md} says on which data.
 */
public final class ShippedRecord {
    /** Largest number of commits first. */
    public static final List<PublicRecord> PROJECTS = List.of(
            new PublicRecord("DPDK", 0.803, 0.796),
            new PublicRecord("Apache Groovy", 0.792, 0.741),
            new PublicRecord("Apache Kafka", 0.876, 0.852),
            new PublicRecord("Apache Zeppelin", 0.798, 0.780),
            new PublicRecord("Apache ZooKeeper", 0.855, 0.838));

    private ShippedRecord() {}
}
