/** The packaged service as a process of its own, with a broker and a database that these tests stop and freeze. */
@NullMarked
package io.sealpost.bounce.process;

import org.jspecify.annotations.NullMarked;
