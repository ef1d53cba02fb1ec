;; Which requests AWS has today
;;
;; The universe `known` holds those requests of the universe `any` that the service catalogue admits (the service
;; authorization reference): the action is one that AWS has, the resource has the ARN of a type that the action works on
;; (or is `*` where it takes none, or any of the service's where the reference lists no type), with a partition, account and
;; Region such as AWS has, and each key is one that the action supplies there, or that any request may have.
;;
;; Encoded as a disjunction over actions, but not over all: one action stands for all that the claim's tests on the
;; action and the keys it looks at cannot tell apart, and those on which these tests alone make the claim false are left
;; out. The formats of ARNs become patterns by segment, in which Region and account may be empty, as for what AWS itself
;; owns; a bucket's name holds no slash, so that no object is a bucket. That accounts are digits is not said here: where a
;; witness has others, the answer tells so.
;; Otherwise exact. What is proved here AWS may undo by adding an action; `any` is the default for that reason.

(set-logic ALL)

;; policy misspelt
;;   {"Action": "s3:GetObejct"}
;; emits
(push 1)
(declare-const action String)
(assert (= action "s3:getobejct"))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy objects
;;   {"Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs*"}
;; emits
(push 1)
(declare-const action String)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(assert (and (= action "s3:getobject") (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "logs") re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy bucket
;;   {"Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs"}
;; emits
(push 1)
(declare-const action String)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(assert (and (= action "s3:getobject") (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (= |resource segment 6| "logs"))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy by-prefix
;;   {"Action": ["s3:GetObject", "s3:ListBucket"], "Condition": {"StringLike": {"s3:prefix": "home/*"}}}
;; emits
(push 1)
(declare-const action String)
(declare-const |s3:prefix present| Bool)
(declare-const |s3:prefix| String)
(assert (and (or (= action "s3:getobject") (= action "s3:listbucket")) |s3:prefix present| (str.in_re |s3:prefix| (re.++ (str.to_re "home/") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy lists
;;   {"Action": "s3:ListBucket"}
;; emits
(push 1)
(declare-const action String)
(assert (= action "s3:listbucket"))
(set-info :status sat)
(check-sat)
(pop 1)

;; law any-may-have-the-action: misspelt, in any, expect sat
(push 1)
(declare-const action String)
(assert (= action "s3:getobejct"))
(set-info :status sat)
(check-sat)
(pop 1)

;; law known-has-no-such-action: misspelt, in known, expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)

;; law objects-lie-in-buckets: objects, in known, expect sat
(push 1)
(declare-const action String)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const resource String)
(define-fun term-1 () Bool (and (not |resource is arn|) (= resource "*")))
(assert (and (= action "s3:getobject") (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "logs") re.all))) (or term-1 (and |resource is arn| (= |resource segment 1| "arn") (str.in_re |resource segment 2| (re.++ re.allchar re.all)) (str.in_re |resource segment 3| (re.++ re.allchar re.all)) (str.in_re |resource segment 6| (re.++ re.allchar re.all)))) (or term-1 (and |resource is arn| (= |resource segment 1| "arn") (str.in_re |resource segment 2| (re.++ re.allchar re.all)) (= |resource segment 3| "s3") (str.in_re |resource segment 6| (re.++ (str.to_re "accesspoint/") re.allchar re.all (str.to_re "/object/") re.allchar re.all))) (and (and |resource is arn| (= |resource segment 1| "arn") (str.in_re |resource segment 2| (re.++ re.allchar re.all)) (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ re.allchar re.all (str.to_re "/") re.allchar re.all))) (not (and |resource is arn| (str.in_re |resource segment 6| (re.++ (str.to_re "/") re.all)))))) (or term-1 (and (or (and |resource is arn| (= |resource segment 2| "aws")) (and |resource is arn| (= |resource segment 2| "aws-cn")) (and |resource is arn| (= |resource segment 2| "aws-eusc")) (and |resource is arn| (= |resource segment 2| "aws-iso")) (and |resource is arn| (= |resource segment 2| "aws-iso-b")) (and |resource is arn| (= |resource segment 2| "aws-iso-e")) (and |resource is arn| (= |resource segment 2| "aws-iso-f")) (and |resource is arn| (= |resource segment 2| "aws-us-gov"))) (or (and |resource is arn| (= |resource segment 4| "")) (and |resource is arn| (= |resource segment 4| "global")) (and |resource is arn| (str.in_re |resource segment 4| (re.++ re.allchar re.all (str.to_re "-") re.allchar re.all (str.to_re "-") re.allchar re.all)))) (or (and |resource is arn| (= |resource segment 5| "")) (and |resource is arn| (= |resource segment 5| "aws")) (and |resource is arn| (= |resource segment 5| "aws-marketplace")) (and |resource is arn| (= |resource segment 5| "offering")) (and |resource is arn| (str.in_re |resource segment 5| (re.++ re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law no-object-is-a-bucket: bucket, in known, expect unsat
(push 1)
(declare-const action String)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const resource String)
(define-fun term-1 () Bool (and (not |resource is arn|) (= resource "*")))
(assert (and (= action "s3:getobject") (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (= |resource segment 6| "logs")) (or term-1 (and |resource is arn| (= |resource segment 1| "arn") (str.in_re |resource segment 2| (re.++ re.allchar re.all)) (str.in_re |resource segment 3| (re.++ re.allchar re.all)) (str.in_re |resource segment 6| (re.++ re.allchar re.all)))) (or term-1 (and |resource is arn| (= |resource segment 1| "arn") (str.in_re |resource segment 2| (re.++ re.allchar re.all)) (= |resource segment 3| "s3") (str.in_re |resource segment 6| (re.++ (str.to_re "accesspoint/") re.allchar re.all (str.to_re "/object/") re.allchar re.all))) (and (and |resource is arn| (= |resource segment 1| "arn") (str.in_re |resource segment 2| (re.++ re.allchar re.all)) (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ re.allchar re.all (str.to_re "/") re.allchar re.all))) (not (and |resource is arn| (str.in_re |resource segment 6| (re.++ (str.to_re "/") re.all)))))) (or term-1 (and (or (and |resource is arn| (= |resource segment 2| "aws")) (and |resource is arn| (= |resource segment 2| "aws-cn")) (and |resource is arn| (= |resource segment 2| "aws-eusc")) (and |resource is arn| (= |resource segment 2| "aws-iso")) (and |resource is arn| (= |resource segment 2| "aws-iso-b")) (and |resource is arn| (= |resource segment 2| "aws-iso-e")) (and |resource is arn| (= |resource segment 2| "aws-iso-f")) (and |resource is arn| (= |resource segment 2| "aws-us-gov"))) (or (and |resource is arn| (= |resource segment 4| "")) (and |resource is arn| (= |resource segment 4| "global")) (and |resource is arn| (str.in_re |resource segment 4| (re.++ re.allchar re.all (str.to_re "-") re.allchar re.all (str.to_re "-") re.allchar re.all)))) (or (and |resource is arn| (= |resource segment 5| "")) (and |resource is arn| (= |resource segment 5| "aws")) (and |resource is arn| (= |resource segment 5| "aws-marketplace")) (and |resource is arn| (= |resource segment 5| "offering")) (and |resource is arn| (str.in_re |resource segment 5| (re.++ re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar))))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; law a-prefix-comes-with-lists: by-prefix and not lists, in any, expect sat
(push 1)
(declare-const action String)
(declare-const |s3:prefix present| Bool)
(declare-const |s3:prefix| String)
(define-fun term-1 () Bool (= action "s3:listbucket"))
(assert (and (or (= action "s3:getobject") term-1) |s3:prefix present| (str.in_re |s3:prefix| (re.++ (str.to_re "home/") re.all)) (not term-1)))
(set-info :status sat)
(check-sat)
(pop 1)

;; law a-prefix-comes-with-lists-only: by-prefix and not lists, in known, expect unsat
(push 1)
(declare-const action String)
(declare-const |s3:prefix present| Bool)
(declare-const |s3:prefix| String)
(declare-const |resource is arn| Bool)
(declare-const resource String)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 6| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(define-fun term-1 () Bool (= action "s3:getobject"))
(define-fun term-2 () Bool (= action "s3:listbucket"))
(define-fun term-3 () Bool (and (not |resource is arn|) (= resource "*")))
(assert (and term-1 (or term-1 term-2) |s3:prefix present| (str.in_re |s3:prefix| (re.++ (str.to_re "home/") re.all)) (not term-2) (or (and (not |s3:prefix present|) term-3) (and (not |s3:prefix present|) (and |resource is arn| (= |resource segment 1| "arn") (str.in_re |resource segment 2| (re.++ re.allchar re.all)) (= |resource segment 3| "s3") (str.in_re |resource segment 6| (re.++ (str.to_re "accesspoint/") re.allchar re.all (str.to_re "/object/") re.allchar re.all)))) (and (not |s3:prefix present|) (and |resource is arn| (= |resource segment 1| "arn") (str.in_re |resource segment 2| (re.++ re.allchar re.all)) (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ re.allchar re.all (str.to_re "/") re.allchar re.all))) (not (and |resource is arn| (str.in_re |resource segment 6| (re.++ (str.to_re "/") re.all)))))) (or term-3 (and (or (and |resource is arn| (= |resource segment 2| "aws")) (and |resource is arn| (= |resource segment 2| "aws-cn")) (and |resource is arn| (= |resource segment 2| "aws-eusc")) (and |resource is arn| (= |resource segment 2| "aws-iso")) (and |resource is arn| (= |resource segment 2| "aws-iso-b")) (and |resource is arn| (= |resource segment 2| "aws-iso-e")) (and |resource is arn| (= |resource segment 2| "aws-iso-f")) (and |resource is arn| (= |resource segment 2| "aws-us-gov"))) (or (and |resource is arn| (= |resource segment 4| "")) (and |resource is arn| (= |resource segment 4| "global")) (and |resource is arn| (str.in_re |resource segment 4| (re.++ re.allchar re.all (str.to_re "-") re.allchar re.all (str.to_re "-") re.allchar re.all)))) (or (and |resource is arn| (= |resource segment 5| "")) (and |resource is arn| (= |resource segment 5| "aws")) (and |resource is arn| (= |resource segment 5| "aws-marketplace")) (and |resource is arn| (= |resource segment 5| "offering")) (and |resource is arn| (str.in_re |resource segment 5| (re.++ re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar re.allchar))))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; rows of objects
;;   {"resource": "arn:aws:s3:::logs/2026"} => true
;;   {"resource": "arn:aws:s3:::logs"} => true
