// SPDX-License-Identifier: Apache-2.0

/// The kernel's refusal, by its number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Error(pub usize);

macro_rules! errors {
    ($($constant:ident = $number:literal $name:literal,)*) => {
        #[allow(missing_docs)] // each says what its name says
        impl Error { $(pub const $constant: Error = Error($number);)* }

        impl core::fmt::Debug for Error {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                match *self {
                    $(Self::$constant => f.write_str($name),)*
                    Error(number) => write!(f, "error {number}"),
                }
            }
        }
    };
}

errors! {
    BAD_ALIGNMENT = 1 "BadAlignment",
    BAD_ADDRESS = 2 "BadAddress",
    OUT_OF_MEMORY = 3 "OutOfMemory",
    MEMORY_IN_USE = 4 "MemoryInUse",
    SERVER_NOT_FOUND = 9 "ServerNotFound",
    PROCESS_TERMINATED = 12 "ProcessTerminated",
    SERVER_QUEUE_FULL = 15 "ServerQueueFull",
    THREAD_NOT_AVAILABLE = 16 "ThreadNotAvailable",
    UNHANDLED_SYSCALL = 17 "UnhandledSyscall",
    INVALID_SYSCALL = 18 "InvalidSyscall",
    SHARE_VIOLATION = 19 "ShareViolation",
    ACCESS_DENIED = 23 "AccessDenied",
    DOUBLE_FREE = 25 "DoubleFree",
    UNEXPECTED_ANSWER = 0xffff_ffff "an answer of another kind than the call's",
}
