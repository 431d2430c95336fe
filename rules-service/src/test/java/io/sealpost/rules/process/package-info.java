/** The packaged service as processes of its own, with a broker and a database that these tests stop and freeze. */
@NullMarked
package io.sealpost.rules.process;

import org.jspecify.annotations.NullMarked;
