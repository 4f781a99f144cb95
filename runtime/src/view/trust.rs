//! Whether what is parsed has to be validated, or was before.

/// How far a parse trusts the bytes it reads.
///
/// # Safety
/// Where `CHECK` is `false`, nobody gets a value of the type who has not promised that the bytes
/// which he hands over along with it were validated.
pub unsafe trait Check: Copy {
    /// Whether everything is validated.
    const CHECK: bool;
}

/// Bytes that nobody has looked at: everything is validated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fresh;

// SAFETY: it checks.
unsafe impl Check for Fresh {
    const CHECK: bool = true;
}

/// Bytes that were validated: text in them is not looked at again. Nobody else than the runtime can
/// make one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Validated(());

impl Validated {
    /// The promise.
    ///
    /// # Safety
    /// The bytes that are parsed with it were parsed with [`Fresh`] before, by the same kinds.
    #[inline(always)]
    pub(crate) const unsafe fn promise() -> Self {
        Validated(())
    }
}

// SAFETY: `promise` is an `unsafe fn`, and there is no other way to one.
unsafe impl Check for Validated {
    const CHECK: bool = false;
}
