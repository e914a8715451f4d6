package io.rootops.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Action;
import hudson.model.Describable;
import hudson.util.Secret;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jenkins reads back from its files only what the plugin's own jar has, plain Java and its own Secret; the rest it drops in silence. */
class PersistenceTest {

    static Stream<Class<?>> kept() {
        return Stream.of(
                RootOpsBuildAction.class,
                RootOpsConfiguration.class,
                RootOpsRiskStep.class,
                RootOpsGateStep.class,
                RootOpsDeploymentStep.class,
                RootOpsRiskColumn.class);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void keepsOnlyWhatIsReadBack(Class<?> type) throws Exception {
        assertThat(Action.class.isAssignableFrom(type) || Describable.class.isAssignableFrom(type))
                .isTrue();
        check(type, new LinkedHashSet<>());
    }

    private static void check(Class<?> type, Set<Class<?>> seen) throws Exception {
        if (!seen.add(type) || type.isEnum()) {
            return;
        }
        assertThat(type.isRecord()).as("%s is a record", type).isFalse();
        for (Class<?> own = type; own != null && own.getName().startsWith("io.rootops."); own = own.getSuperclass()) {
            for (Field field : own.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    check(field.getGenericType(), field, seen);
                }
            }
        }
    }

    private static void check(Type type, Field field, Set<Class<?>> seen) throws Exception {
        assertThat(type).as("%s", field).isNotInstanceOf(GenericArrayType.class);
        if (type instanceof ParameterizedType list) {
            assertThat(list.getRawType()).as("%s", field).isEqualTo(ArrayList.class);
            check(list.getActualTypeArguments()[0], field, seen);
            return;
        }
        Class<?> plain = (Class<?>) type;
        boolean known = plain.isPrimitive() || plain.getName().startsWith("java.lang.") || plain.equals(Secret.class);
        if (!known) {
            assertThat(plain.getName()).as("%s", field).startsWith("io.rootops.jenkins.");
            check(plain, seen);
        }
    }
}
