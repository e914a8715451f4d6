/** Services that files of a repository declare. */
@org.jspecify.annotations.NullMarked
package io.rootops.core.signal.declaration;
