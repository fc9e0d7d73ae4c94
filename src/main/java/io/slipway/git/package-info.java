/**
 * The git command line, hardened: one bare mirror per repository, what a server offers, what a
 * commit holds, and a commit's files in a folder.
 *
 * <p>Entry types: {@link io.slipway.git.Git} for servers, {@link io.slipway.git.GitMirrors} for
 * what has been fetched, {@link io.slipway.git.SshKeys} for keys. May use {@code kernel}.
 */
@NullMarked
package io.slipway.git;

import org.jspecify.annotations.NullMarked;
