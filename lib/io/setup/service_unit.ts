/**
 * The service of systemd that keeps a server running.
 *
 * @module
 */

/**
 * The unit, as `pychat-server setup` writes it: systemd.unit(5), systemd.service(5),
 * systemd.exec(5). Its comments are for whoever reads the file on their machine.
 */
export const SERVICE_UNIT: string = `\
# pychat-server as a service. Every "pychat-server setup" writes this file anew: what shall stay
# different belongs into "systemctl edit pychat-server", options into /etc/pychat.conf.
# A systemd that is older than one of these lines says so in the journal and does without it.

[Unit]
Description=pyChat server
# The invitation names the addresses of this machine, which it has once the network is up.
Wants=network-online.target
After=network-online.target
# Never give up: the port may be taken, or the disk full, for longer than any limit would wait.
StartLimitIntervalSec=0

[Service]
# A program that this machine cannot run is then an error of the start.
Type=exec
ExecStart=/usr/local/bin/pychat-server --data %S/pychat --config /etc/pychat.conf
Restart=always
RestartSec=2
# The server says goodbye to everybody within 5 seconds of being told to stop.
TimeoutStopSec=10

# A user that exists only while the server runs. The key lies in /var/lib/pychat, which nobody
# but this user and root can enter.
DynamicUser=yes
StateDirectory=pychat
StateDirectoryMode=0700
WorkingDirectory=%S/pychat
UMask=0077

# One descriptor for each member, and room for strangers.
LimitNOFILE=8192
# A flood ends the server, which starts again, rather than the machine. Raspberry Pi OS counts no
# memory unless cgroup_enable=memory stands in cmdline.txt; there the line below it does the work.
MemoryMax=512M
OOMScoreAdjust=500
# What people say is in memory only: not dumped to the disk, nor, where memory is counted, swapped
# out to it.
MemorySwapMax=0
LimitCORE=0

# No rights of root, and no way to them.
CapabilityBoundingSet=
NoNewPrivileges=yes
PrivateUsers=yes
RestrictSUIDSGID=yes
RestrictNamespaces=yes

# The machine: it reads what every program may, writes to its own folder, and sees no home, no
# device, and no other program.
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
PrivateIPC=yes
RemoveIPC=yes
ProtectProc=invisible
ProcSubset=pid
KeyringMode=private

# The kernel: nothing of it to change, and none of its log to read.
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
LockPersonality=yes
RestrictRealtime=yes

# TCP for members, a Unix socket for "pychat-server status", and netlink to list the addresses.
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK

# MemoryDenyWriteExecute= stays off: V8 compiles the program while it runs. With the pkey calls,
# where the processor has them, it keeps what it compiled from being overwritten. What is not
# allowed fails rather than kills: V8 and the C library ask for more and can do without.
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=pkey_alloc pkey_free pkey_mprotect
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
`;
