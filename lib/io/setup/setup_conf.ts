/**
 * The options of a server that runs as a service, before anybody has changed them.
 *
 * @module
 */
import { DEFAULT_PORT, MAX_CLIENTS, MAX_PER_ADDRESS, MESSAGE_RATE } from "../../limits.ts";

const BURST = MESSAGE_RATE.burst / MESSAGE_RATE.perSecond;

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

# Let in so many people at once.
#max-clients = ${MAX_CLIENTS}

# Let in so many of them from one address, such as that of a school or an office.
#max-per-address = ${MAX_PER_ADDRESS}

# Hold these networks to no limit by address. Behind Tor or a tunnel everybody comes from this
# machine; nothing then slows down who tries passphrases, so let one be made up.
#exempt = 127.0.0.1, ::1

# Let one person send so many texts a second for long, and ${BURST} times as many at once; or off.
#message-rate = ${MESSAGE_RATE.perSecond}

# Keep the last texts of each room, so many at most, for who comes later. They are in memory only,
# and gone at a restart; everybody is told. Without it none is kept.
#history = 100

# How lines of the log look, text or json. They hold no texts, names or addresses.
#log = text
`;
