;; Which requests AWS has today
;;
;; The universe `known` holds those requests of the universe `any` that the service catalogue admits (the service
;; authorization reference): the action is one that AWS has, the resource has the ARN of a type that the action works on
;; (or is `*` where it takes none), and each key is one that the action supplies there, or that any request may have.
;;
;; Encoded as a disjunction over actions, but not over all: one action stands for all that the claim's tests on the
;; action and the keys it looks at cannot tell apart, and those on which these tests alone make the claim false are left
;; out. The formats of ARNs become patterns by segment; a bucket's name holds no slash, so that no object is a bucket.
;; Exact. What is proved here AWS may undo by adding an action; `any` is the default for that reason.

(set-logic ALL)

;; policy misspelt
;;   {"Action": "s3:GetObejct"}
;; emits

;; policy objects
;;   {"Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs*"}
;; emits

;; policy bucket
;;   {"Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs"}
;; emits

;; policy by-prefix
;;   {"Action": ["s3:GetObject", "s3:ListBucket"], "Condition": {"StringLike": {"s3:prefix": "home/*"}}}
;; emits

;; policy lists
;;   {"Action": "s3:ListBucket"}
;; emits

;; law any-may-have-the-action: misspelt, in any, expect sat

;; law known-has-no-such-action: misspelt, in known, expect unsat

;; law objects-lie-in-buckets: objects, in known, expect sat

;; law no-object-is-a-bucket: bucket, in known, expect unsat

;; law a-prefix-comes-with-lists: by-prefix and not lists, in any, expect sat

;; law a-prefix-comes-with-lists-only: by-prefix and not lists, in known, expect unsat

;; rows of objects
;;   {"resource": "arn:aws:s3:::logs/2026"} => true
;;   {"resource": "arn:aws:s3:::logs"} => true
