package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_FEATURES;

import io.rootops.core.risk.Features;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Feature vectors in the binary form of PostgreSQL's arrays: many times quicker to read than one object a number. */
final class StoredFeatures {
    /** Selects the vector of {@code commit_features}. */
    static final Field<byte[]> BINARY = DSL.field("array_send({0})", SQLDataType.BLOB, COMMIT_FEATURES.FEATURES)
            .as("vector");

    /** A value is missing, NaN or infinite. */
    static final Condition NOT_ALL_FINITE = DSL.condition(
            "({0} && array['NaN', 'Infinity', '-Infinity']::real[] or array_position({0}, null) is not null)",
            COMMIT_FEATURES.FEATURES);

    private static final int HEADER = 12;
    private static final int DIMENSION = 8;

    private StoredFeatures() {}

    /** @throws IllegalArgumentException when it is no vector of this release's features */
    static Features of(byte[] array) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(array);
            int dimensions = buffer.getInt(0);
            int count = dimensions == 1 ? buffer.getInt(HEADER) : 0;
            if (count < 0 || array.length < HEADER) {
                throw new IllegalArgumentException("a vector of " + count + " features");
            }
            float[] values = new float[count];
            buffer.position(HEADER + dimensions * DIMENSION);
            for (int i = 0; i < count; i++) {
                values[i] = buffer.getInt() == Float.BYTES ? buffer.getFloat() : Float.NaN;
            }
            return new Features(values);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a vector of features that ends too soon", e);
        }
    }
}
