/**
 * What a launcher leaves in the data folder for later ones: a lock that it holds while it lives, a file that says which
 * processes it started and with which options, and the file by which a later one asks it to bring back what has ended.
 * A process is known by its pid and its start together, since pids are used again; what a killed launcher left running
 * is found by the mark that each process carries. So no file has to be trusted before a process is ended.
 */
@NullMarked
package io.sealpost.local.state;

import org.jspecify.annotations.NullMarked;
