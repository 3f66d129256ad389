/**
 * The options of a server that runs as a service, before anybody has changed them.
 *
 * @module
 */
import { DEFAULT_PORT } from "../../limits.ts";

/** `/etc/pychat.conf`, as `pychat-server setup` writes it where there is none: all of it comments. */
export const SETUP_CONF: string = `\
# Options of pychat-server, one in a line: option = value. After a change:
#     sudo systemctl restart pychat-server
# "pychat-server setup" leaves this file alone once it is there. Everybody on this machine may
# read it; so neither the key nor a passphrase is ever in it.

# Listen on this port. One below 1024 cannot be had, as the service has no rights of root: let
# your router forward it to this one, and name it with public.
#port = ${DEFAULT_PORT}

# Listen on this address of the machine only, instead of all, IPv4 and IPv6.
#host = 192.0.2.7

# How others reach this machine from outside; the invitation then says so.
#public = chat.example.org:${DEFAULT_PORT}

# What people see as the server's name.
#name = Garden Pi

# Ask everybody for a passphrase. It is made up at the next start and stays the same; read it with
#     sudo cat /var/lib/pychat/passphrase
#generate-passphrase = yes

# Or ask for one of your own, which may be guessed: the first line of this file. The service sees
# no home folder; give it a copy that nobody else may read:
#     sudo install -m 600 FILE /var/lib/pychat/my_passphrase
#     sudo chown -h --reference=/var/lib/pychat /var/lib/pychat/my_passphrase
#passphrase-file = /var/lib/pychat/my_passphrase

# How lines of the log look, text or json. They hold no texts, names or addresses.
#log = text
`;
